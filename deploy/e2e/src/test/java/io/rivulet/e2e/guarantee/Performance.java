package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import io.rivulet.e2e.Api;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.guarantee.Crowd.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A crowd that acts while clients look, all of it taken down and judged in the end.
final class Performance {
  private static final Duration ACT_PAUSE = Duration.ofMillis(100);
  private static final Duration LOOK_PAUSE = Duration.ofMillis(150);
  private static final Duration TESTED_POLL = Duration.ofSeconds(1);

  /// For a machine that is busy with other things.
  static final Duration SOON = Duration.ofSeconds(90);

  private final Recording recording;

  Performance(Recording recording) {
    this.recording = recording;
  }

  /// How a client looks.
  @FunctionalInterface
  interface Looks {
    Watching of(Api api, Recording recording, List<Account> viewers, Random random);
  }

  /// Begins the acts and the looks.
  ///
  /// @param seed of the first who acts; each of the others has the next
  void begin(
      RunningSystem system, Traffic traffic, Crowd crowd, Looks looks, Cast cast, long seed) {
    List<Acting> acting = new ArrayList<>();
    for (int i = 0; i < cast.actors(); i++) {
      Random own = new Random(seed + i);
      acting.add(new Acting(system.api, recording, crowd, crowd.part(i, cast.actors()), own));
    }
    acting.forEach(Acting::begin);
    acting.forEach(part -> traffic.begin(ACT_PAUSE, part::act));
    for (int i = 0; i < cast.clients(); i++) {
      Random own = new Random(seed + cast.actors() + i);
      Watching client = looks.of(system.api, recording, crowd.part(i, cast.clients()), own);
      traffic.begin(LOOK_PAUSE, client::look);
    }
  }

  /// How many do what.
  record Cast(int actors, int clients) {}

  /// Waits until the fan-out has done what was answered up to a moment.
  void awaitSettled(Traffic traffic, long moment) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              traffic.requireGoing();
              return recording.settledSince(moment);
            });
  }

  /// Waits until every guarantee was put to the test: a short run on a slow machine may have had no
  /// delete that anybody could see.
  void awaitTested(Traffic traffic) {
    await()
        .pollInterval(TESTED_POLL)
        .atMost(SOON)
        .untilAsserted(
            () -> {
              traffic.requireGoing();
              assertThat(recording.story().verdicts())
                  .allSatisfy(
                      verdict -> assertThat(verdict.judged()).as(verdict.guarantee()).isPositive());
            });
  }

  /// Has the auditor look at all of it, which has to be right.
  AuditReport audit(RunningSystem system) {
    AuditReport report =
        new Auditor(system.auditTarget(), AuditSettings.DEFAULT.withDeep(true), _ -> {})
            .audit(Selection.ALL);
    String lines = String.join(System.lineSeparator(), report.lines(true));
    say(lines);
    assertThat(report.clean()).as(lines).isTrue();
    return report;
  }

  /// Every guarantee has to be kept on what was taken down.
  void requireGuarantees() {
    for (Verdict verdict : recording.story().verdicts()) {
      say(verdict.toString());
      assertThat(verdict.judged()).as(verdict.guarantee()).isPositive();
      assertThat(verdict.kept()).as(verdict.toString()).isTrue();
    }
  }

  void say(String what) {
    Duration since = Duration.ofNanos(recording.now());
    System.out.println("%d ms, %s: %s".formatted(since.toMillis(), recording, what));
  }
}
