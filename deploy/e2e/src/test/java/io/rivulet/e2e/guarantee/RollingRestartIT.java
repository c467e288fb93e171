package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.e2e.RunningSystem;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two workers are restarted in turn, one of them by SIGKILL, while accounts act and clients look:
/// every guarantee is kept on every page that was served. `-Dfeed.seed=S` makes the same accounts
/// do the same, as far as real time lets them.
class RollingRestartIT {
  /// How often both are restarted; `-Dfeed.rounds=N` for more.
  private static final int ROUNDS = Integer.getInteger("feed.rounds", 1);

  private static final int ACCOUNTS = 12;
  private static final Performance.Cast CAST = new Performance.Cast(3, 3);
  private static final Duration MARK_PAUSE = Duration.ofMillis(400);

  private final Recording recording = new Recording();
  private final Performance performance = new Performance(recording);

  @Test
  void whatIsServedIsRightAllTheTime() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    try (RunningSystem system = new RunningSystem();
        Workers workers = new Workers(system);
        Settling settling = new Settling(system.auditTarget(), recording);
        Traffic traffic = new Traffic(CAST.actors() + CAST.clients() + 1)) {
      performance.say("both work");
      Crowd crowd = new Crowd(system, ACCOUNTS);
      Watching all = new Watching(system.api, recording, crowd.accounts(), new Random(seed));
      // A timeline that was read is delivered to.
      all.everything();
      performance.begin(system, traffic, crowd, Watching::new, CAST, seed + 1);
      traffic.begin(MARK_PAUSE, settling::mark);

      for (int round = 0; round < ROUNDS; round++) {
        restart(workers, traffic, workers.first(), false);
        restart(workers, traffic, workers.second(), true);
      }

      performance.awaitTested(traffic);
      traffic.end();
      settling.mark();
      AuditReport report = performance.audit(system);
      assertThat(report.accounts()).isEqualTo(ACCOUNTS);
      assertThat(report.sources().pushed()).isPositive();
      all.everything();
    }
    performance.requireGuarantees();
  }

  /// Restarts one worker, and waits until both do their work, and all of it.
  private void restart(Workers workers, Traffic traffic, Worker worker, boolean kill) {
    worker.end(kill);
    worker.bringBack();
    workers.awaitBoth();
    performance.awaitSettled(traffic, recording.now());
    performance.say((kill ? "killed" : "stopped") + " one, and both work again");
  }
}
