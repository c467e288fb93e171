package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random histories on the whole system, over HTTP and by submissions: the auditor finds every home
/// timeline to be what its definition says, whether it was pushed, pulled, rebuilt, or all of it.
/// `-Dfeed.seed=S` makes them once more, as far as real time lets it.
class HistoriesOnKafkaIT {
  private static final int HISTORIES = Integer.getInteger("feed.histories.kafka", 20);
  private static final int ACTS = 200;

  /// Histories between two audits.
  private static final int AUDITED = 5;

  @Test
  void theAuditorFindsNothing() throws Exception {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    // A threshold that some of eight accounts cross, in both directions.
    try (RunningSystem system = new RunningSystem("3")) {
      for (int history = 0; history < HISTORIES; history++) {
        RandomActs acts = new RandomActs(system, new Random(seed + history), "h" + history + "u");
        for (int i = 0; i < ACTS; i++) {
          acts.act();
        }
        if (history % AUDITED == AUDITED - 1 || history == HISTORIES - 1) {
          audit(system, history == HISTORIES - 1);
        }
      }
    }
  }

  private static void audit(RunningSystem system, boolean last) {
    AuditReport report =
        new Auditor(system.auditTarget(), AuditSettings.DEFAULT.withDeep(last), _ -> {})
            .audit(Selection.ALL);
    String lines = String.join(System.lineSeparator(), report.lines(last));
    System.out.println(lines);
    assertThat(report.clean()).as(lines).isTrue();
    if (last) {
      // Of a few histories it may well be that nobody's entries were pulled.
      assertThat(report.sources().pushed()).as("entries that were pushed").isPositive();
      assertThat(report.sources().pulled()).as("entries that were pulled").isPositive();
    }
  }
}
