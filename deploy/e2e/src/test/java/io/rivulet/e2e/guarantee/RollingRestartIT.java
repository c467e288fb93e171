package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import io.rivulet.e2e.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two workers are restarted in turn, one of them by SIGKILL, while accounts act and clients look:
/// every guarantee is kept on every page that was served. `-Dfeed.seed=S` makes the same accounts
/// do the same, as far as real time lets them.
class RollingRestartIT {
  /// How often both are restarted; `-Dfeed.rounds=N` for more.
  private static final int ROUNDS = Integer.getInteger("feed.rounds", 1);

  private static final int ACCOUNTS = 12;
  private static final int ACTORS = 3;
  private static final int CLIENTS = 3;
  private static final Duration ACT_PAUSE = Duration.ofMillis(100);
  private static final Duration LOOK_PAUSE = Duration.ofMillis(150);
  private static final Duration MARK_PAUSE = Duration.ofMillis(400);

  /// For a machine that is busy with other things; otherwise each step takes seconds.
  private static final Duration SOON = Duration.ofSeconds(90);

  private final Recording recording = new Recording();

  @Test
  void whatIsServedIsRightAllTheTime() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    try (RunningSystem system = new RunningSystem();
        Workers workers = new Workers(system);
        Settling settling = new Settling(system.auditTarget(), recording);
        Traffic traffic = new Traffic(ACTORS + CLIENTS + 1)) {
      say("both work");
      Crowd crowd = new Crowd(system, ACCOUNTS);
      Watching all = new Watching(system.api, recording, crowd.accounts(), new Random(seed));
      // A timeline that was read is delivered to.
      all.everything();
      begin(traffic, system, crowd, seed);
      traffic.begin(MARK_PAUSE, settling::mark);

      for (int round = 0; round < ROUNDS; round++) {
        restart(workers, traffic, workers.first(), false);
        restart(workers, traffic, workers.second(), true);
      }

      traffic.end();
      settling.mark();
      audit(system);
      all.everything();
    }
    for (Verdict verdict : recording.story().verdicts()) {
      say(verdict.toString());
      assertThat(verdict.judged()).as(verdict.guarantee()).isPositive();
      assertThat(verdict.kept()).as(verdict.toString()).isTrue();
    }
  }

  private void begin(Traffic traffic, RunningSystem system, Crowd crowd, long seed) {
    List<Acting> acting = new ArrayList<>();
    for (int i = 0; i < ACTORS; i++) {
      Random random = new Random(seed + i + 1);
      acting.add(new Acting(system.api, recording, crowd, crowd.part(i, ACTORS), random));
    }
    acting.forEach(Acting::begin);
    acting.forEach(part -> traffic.begin(ACT_PAUSE, part::act));
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(seed + ACTORS + i + 1);
      Watching client = new Watching(system.api, recording, crowd.part(i, CLIENTS), random);
      traffic.begin(LOOK_PAUSE, client::look);
    }
  }

  /// Restarts one worker, and waits until both do their work, and all of it.
  private void restart(Workers workers, Traffic traffic, Worker worker, boolean kill)
      throws InterruptedException {
    worker.end(kill);
    worker.bringBack();
    workers.awaitBoth();
    awaitProgress(traffic);
    say((kill ? "killed" : "stopped") + " one, and both work again");
  }

  /// Waits until the fan-out has done what was answered up to now.
  private void awaitProgress(Traffic traffic) throws InterruptedException {
    long now = recording.now();
    await()
        .atMost(SOON)
        .until(
            () -> {
              traffic.requireGoing();
              return recording.settledSince(now);
            });
  }

  private void audit(RunningSystem system) {
    AuditReport report =
        new Auditor(system.auditTarget(), AuditSettings.DEFAULT.withDeep(true), _ -> {})
            .audit(Selection.ALL);
    String lines = String.join(System.lineSeparator(), report.lines(true));
    say(lines);
    assertThat(report.clean()).as(lines).isTrue();
    assertThat(report.accounts()).isEqualTo(ACCOUNTS);
    assertThat(report.sources().pushed()).isPositive();
  }

  private void say(String what) {
    Duration since = Duration.ofNanos(recording.now());
    System.out.println("%d ms, %s: %s".formatted(since.toMillis(), recording, what));
  }
}
