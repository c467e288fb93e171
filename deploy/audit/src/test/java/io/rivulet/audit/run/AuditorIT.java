package io.rivulet.audit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.judge.Difference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The audit against a real Kafka. What is served is right or wrong as the tests want it.
final class AuditorIT {
  private static final int ACCOUNTS = 10;
  private static final AuditSettings SETTINGS =
      new AuditSettings(false, 4, 3, Duration.ofSeconds(20), Duration.ofMillis(10));

  private static SmallSystem system;
  private static long lastId = 1_000;

  private final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void begin() throws Exception {
    system = new SmallSystem();
    for (long id = 1; id <= ACCOUNTS; id++) {
      system.history.account(id, "user" + id).follow(id, id % ACCOUNTS + 1);
    }
    for (int i = 0; i < 100; i++) {
      system.history.post(lastId++, 1);
    }
    system.poison();
    system.history.boost(lastId++, 2, 1_000, 1);
  }

  @AfterAll
  static void end() {
    system.close();
  }

  @BeforeEach
  void beTruthful() {
    system.serving = home -> home;
    system.standing = false;
  }

  private AuditReport audit(Selection selection) {
    return new Auditor(system.target(), SETTINGS, progress::add).audit(selection);
  }

  @Test
  void aSystemThatIsRightIsFoundRight() {
    AuditReport report = audit(Selection.ALL);
    assertThat(report.clean()).as("%s", report.lines(false)).isTrue();
    assertThat(report.accounts()).isEqualTo(ACCOUNTS);
    assertThat(report.entries()).isGreaterThanOrEqualTo(202);
    assertThat(report.pushedShare()).isEqualTo(1);
    assertThat(progress).anyMatch(line -> line.contains("1 of them poison; 10 accounts"));
  }

  @Test
  void whatIsLeftOutIsFoundAndExplained() {
    system.serving = home -> home.stream().filter(id -> id != 1_007).toList();
    AuditReport report = audit(Selection.ALL);
    assertThat(report.clean()).isFalse();
    int missing = report.count(Kind.MISSING);
    assertThat(missing).isPositive();
    assertThat(report.findings())
        .first()
        .asString()
        .startsWith("account 1, post 1007: missing, expected to be served; by Kafka it is shown")
        .contains("feed.posts.v1-", "post-published by 1");
    assertThat(report.lines(false)).contains("missing     " + missing, "extra       0");
  }

  @Test
  void anOrderThatIsWrongOnOneOfManyPagesIsFound() {
    system.serving =
        home -> {
          List<Long> wrong = new ArrayList<>(home);
          if (wrong.size() > 60) {
            wrong.set(51, wrong.get(50));
          }
          return wrong;
        };
    AuditReport report = audit(Selection.ALL);
    assertThat(report.count(Kind.MISPLACED)).isPositive();
    assertThat(report.count(Kind.MISSING)).isEqualTo(report.count(Kind.MISPLACED));
  }

  @Test
  void aSampleIsAudited() {
    assertThat(audit(new Selection(3, 1, 1)).accounts()).isEqualTo(3);
    assertThat(audit(new Selection(100, 0.5, 1)).accounts()).isEqualTo(5);
  }

  @Test
  void itIsRightWhilePostsAndFollowsComeIn() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    AtomicBoolean going = new AtomicBoolean(true);
    CompletableFuture<Void> traffic =
        CompletableFuture.runAsync(
            () -> {
              while (going.get()) {
                long actor = random.nextInt(ACCOUNTS) + 1L;
                long other = (actor + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS + 1;
                switch (random.nextInt(4)) {
                  case 0 -> system.history.follow(actor, other);
                  case 1 -> system.history.unfollow(actor, other);
                  case 2 -> system.history.delete(actor, lastId - random.nextInt(20));
                  default -> system.history.post(lastId++, actor);
                }
                LockSupport.parkNanos(2_000_000);
              }
            });
    AuditReport report = audit(Selection.ALL);
    going.set(false);
    traffic.join();
    assertThat(report.clean()).as("%s", report.lines(false)).isTrue();
    assertThat(report.accounts()).isEqualTo(ACCOUNTS);
  }

  @Test
  void aFanOutThatStandsStillIsWaitedForAndThenNamed() {
    system.standing = true;
    system.history.post(lastId++, 1);
    Auditor auditor =
        new Auditor(system.target(), SETTINGS.withPatience(Duration.ofMillis(500)), progress::add);
    assertThatThrownBy(() -> auditor.audit(Selection.ALL))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("group small-fan-out did not get there within 0 s: feed.posts.v1-")
        .hasMessageContaining("Does feed-fanout run?");
  }

  @Test
  void preparingReadsOnePageOfEachTimeline() {
    int before = system.pages.get();
    int prepared = new Auditor(system.target(), SETTINGS, progress::add).prepare(Selection.ALL);
    assertThat(prepared).isEqualTo(ACCOUNTS);
    assertThat(system.pages.get() - before).isEqualTo(ACCOUNTS);
  }

  @Test
  void whoDoesNotAnswerCannotBeAudited() {
    AuditTarget target = system.target();
    AuditTarget silent =
        new AuditTarget(
            "http://127.0.0.1:1", target.kafka(), target.redis(), target.group(), Long::toString);
    Auditor auditor = new Auditor(silent, SETTINGS, progress::add);
    assertThatThrownBy(() -> auditor.audit(Selection.ALL))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("no answer from http://127.0.0.1:1");
  }
}
