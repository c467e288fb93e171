package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.local.Instance;
import io.rivulet.local.scale.ScaleOutcome;
import io.rivulet.local.scale.ScaleReport;
import io.rivulet.local.scale.Scaling;
import io.rivulet.vitals.Targets;
import io.rivulet.vitals.Vitals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The number of workers changes ten times in a row, at random, while accounts act and clients
/// look: every guarantee is kept on every page that was served, and the auditor finds nothing
/// missing and nothing twice. `-Dfeed.seed=S` makes the same changes again.
class ScaleIT {
  /// How many changes; `-Dfeed.changes=N` for more.
  private static final int CHANGES = Integer.getInteger("feed.changes", 10);

  private static final int MOST = 4;
  private static final int TASKS = 16;
  private static final int ACCOUNTS = 12;
  private static final Performance.Cast CAST = new Performance.Cast(3, 3);
  private static final Duration MARK_PAUSE = Duration.ofMillis(400);

  /// What is compared with does not matter here.
  static final Scaling.Settings SETTINGS =
      new Scaling.Settings(Duration.ofMillis(250), Duration.ofMinutes(3));

  private final Recording recording = new Recording();
  private final Performance performance = new Performance(recording);

  @Test
  void tenChangesOfTheNumberOfWorkersLoseNothingAndRepeatNothing() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    Random random = new Random(seed);
    try (RunningSystem system = new RunningSystem();
        Settling settling = new Settling(system.auditTarget(), recording);
        Traffic traffic = new Traffic(CAST.actors() + CAST.clients() + 1)) {
      Crowd crowd = new Crowd(system, ACCOUNTS);
      Watching all = new Watching(system.api, recording, crowd.accounts(), new Random(seed));
      // A timeline that was read is delivered to.
      all.everything();
      performance.begin(system, traffic, crowd, Watching::new, CAST, seed + 1);
      traffic.begin(MARK_PAUSE, settling::mark);

      int workers = 1;
      for (int change = 0; change < CHANGES; change++) {
        workers = another(workers, random);
        scale(system, workers);
        traffic.requireGoing();
      }

      traffic.end();
      settling.mark();
      AuditReport report = performance.audit(system);
      assertThat(report.accounts()).isEqualTo(ACCOUNTS);
      assertThat(report.sources().pushed()).isPositive();
      all.everything();
      aWorkerThatDoesNotStartIsToldAndChangesNothing(system, workers);
    }
    performance.requireGuarantees();
  }

  /// Any number but the one that is.
  private static int another(int workers, Random random) {
    int drawn = 1 + random.nextInt(MOST - 1);
    return drawn < workers ? drawn : drawn + 1;
  }

  private void scale(RunningSystem system, int wanted) {
    if (!(scaling(system).to(wanted) instanceof ScaleOutcome.Done(ScaleReport report))) {
      throw new AssertionError("not scaled to " + wanted);
    }
    performance.say(String.join(System.lineSeparator(), report.lines()));
    assertThat(report.caughtUp()).isTrue();
    assertThat(report.workers()).hasSize(wanted).allMatch(worker -> worker.tasks() > 0);
    assertThat(report.workers().stream().mapToDouble(Vitals.Worker::tasks).sum()).isEqualTo(TASKS);
    assertThat(Instance.runningIn(system.data()).workers()).hasSize(wanted);
    assertThat(Targets.read(system.data().resolve("targets.json")).keySet())
        .filteredOn(name -> name.startsWith("feed-fanout"))
        .hasSize(wanted);
  }

  private static Scaling scaling(RunningSystem system) {
    return new Scaling(system.data(), SETTINGS, System.out::println);
  }

  /// A file is where its state should be.
  private static void aWorkerThatDoesNotStartIsToldAndChangesNothing(
      RunningSystem system, int workers) throws Exception {
    int next = workers + 1;
    Path state = system.data().resolve("feed-fanout-" + next).resolve("state");
    if (Files.isDirectory(state)) {
      Files.move(state, state.resolveSibling("moved"));
    }
    Files.createDirectories(state.getParent());
    Files.writeString(state, "no folder");
    assertThat(scaling(system).to(next))
        .isInstanceOfSatisfying(
            ScaleOutcome.Failed.class,
            failed ->
                assertThat(failed.lines())
                    .anyMatch(line -> line.startsWith("feed-fanout-" + next + " on port"))
                    .anyMatch(line -> line.contains(state.toString())));
    assertThat(Instance.runningIn(system.data()).workers()).hasSize(workers);
  }
}
