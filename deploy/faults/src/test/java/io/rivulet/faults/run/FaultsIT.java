package io.rivulet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.faults.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole system on its hosts, broken and mended: one fault of each kind of process, and an
/// upgrade of every process. Some minutes each, so only where the environment has
/// `FEED_FAULTS=required`, as in CI. Where hosts cannot have networks of their own none is cut off,
/// and the report says so. Longer ones are `deploy/rivulet faults`. `-Dfeed.seed=…` makes a run
/// again.
final class FaultsIT {
  private static final String PREFIX = System.getenv().getOrDefault("FEED_FAULTS_PREFIX", "rvtest");
  private static final List<FaultKind> ONE_OF_EACH_PROCESS =
      List.of(
          FaultKind.KILL_WORKER,
          FaultKind.KILL_READER,
          FaultKind.KILL_INGEST,
          FaultKind.KILL_BROKER,
          FaultKind.KILL_PRIMARY,
          FaultKind.KILL_REPLICA,
          FaultKind.CUT_OFF);

  /// On whatever machine, with whatever else on it; what is promised of one that does nothing else,
  /// 10 s, is measured by `deploy/rivulet faults --rolling`.
  private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

  @BeforeAll
  static void onlyWhereAskedFor() {
    boolean asked = "required".equals(System.getenv("FEED_FAULTS"));
    if (!asked) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: FaultsIT takes minutes; FEED_FAULTS=required runs it");
    }
    assumeTrue(asked, "FEED_FAULTS is not `required`");
  }

  @Test
  void nothingIsLostWhateverDies() throws Exception {
    FaultReport report = run(Duration.ofMinutes(5), ONE_OF_EACH_PROCESS);
    // As in some containers.
    String cutOff = FaultKind.CUT_OFF.title();
    List<String> leftOut = report.surroundings().leftOut();
    assertThat(leftOut).allMatch(kind -> kind.startsWith(cutOff));
    assertThat(report.outcomes())
        .extracting(Outcome::kind)
        .containsAll(
            ONE_OF_EACH_PROCESS.stream()
                .map(FaultKind::title)
                .filter(kind -> leftOut.isEmpty() || !kind.equals(cutOff))
                .toList());
  }

  @Test
  void anUpgradeIsFeltByNobody() throws Exception {
    FaultReport report = run(Duration.ofMinutes(3), List.of());
    assertThat(report.outcomes())
        .as("every process once")
        .hasSize(16)
        .allSatisfy(
            outcome ->
                assertThat(outcome.delivery().longest())
                    .as(outcome.fault())
                    .isLessThan(LONGEST_STALL));
  }

  private static FaultReport run(Duration length, List<FaultKind> kinds)
      throws InterruptedException {
    long seed = Long.getLong("feed.seed", System.nanoTime() % 1_000_000);
    System.out.println("feed.seed=" + seed);
    var settings = new FaultSettings(seed, length, kinds, 15, Optional.empty(), PREFIX);
    try (var run = new FaultRun(settings, FaultsIT::say)) {
      FaultReport report = run.run();
      report.lines().forEach(FaultsIT::say);
      assertThat(report.problems()).isEmpty();
      assertThat(report.during().probes()).isPositive();
      return report;
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
