package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.audit.judge.Difference;
import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.AuditTarget;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Explanation;
import io.rivulet.audit.run.Selection;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The auditor and the system, both real: what is right is found right while it changes, and what
/// is broken in Redis is found, explained, and right again after it was put right.
class AuditIT {
  private static final int ACCOUNTS = 8;
  private static final int POSTS = 120;
  private static final AuditSettings SETTINGS = AuditSettings.DEFAULT.withDeep(true);

  private final List<String> tokens = new ArrayList<>();

  @Test
  void theSystemIsRightAndAHoleInATimelineIsFound() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (RunningSystem system = new RunningSystem()) {
      populate(system);
      AuditTarget target = system.auditTarget();
      Auditor auditor = new Auditor(target, SETTINGS, System.out::println);
      assertThat(auditor.prepare(Selection.ALL)).isEqualTo(ACCOUNTS);
      // It waits until the follows are applied, which drop timelines, and reads them all.
      assertThat(auditor.audit(Selection.ALL).clean()).isTrue();
      String post = "";
      for (int i = 0; i < POSTS; i++) {
        post = publish(system, i % ACCOUNTS);
      }
      rightByPush(auditor);
      rightWhileItChanges(system, auditor, random);
      aHoleIsFound(system, auditor, Long.parseLong(post));
    }
  }

  private void populate(RunningSystem system) {
    for (int i = 0; i < ACCOUNTS; i++) {
      tokens.add(system.account("user" + i));
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      for (int distance = 1; distance < 4; distance++) {
        change(system, i, (i + distance) % ACCOUNTS, "follow");
      }
    }
  }

  private static void rightByPush(Auditor auditor) {
    AuditReport report = auditor.audit(Selection.ALL);
    assertThat(report.clean()).as("%s", report.lines(true)).isTrue();
    assertThat(report.pushedShare()).as("%s", report.lines(true)).isGreaterThan(0.9);
  }

  /// Each change of whom somebody follows drops his timeline, so here most is rebuilt.
  private void rightWhileItChanges(RunningSystem system, Auditor auditor, Random random) {
    AtomicBoolean going = new AtomicBoolean(true);
    CompletableFuture<Void> traffic =
        CompletableFuture.runAsync(
            () -> {
              while (going.get()) {
                int actor = random.nextInt(ACCOUNTS);
                int other = (actor + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                switch (random.nextInt(8)) {
                  case 0 -> change(system, actor, other, "follow");
                  case 1 -> change(system, actor, other, "unfollow");
                  case 2 -> change(system, actor, other, "mute");
                  case 3 -> change(system, actor, other, "unmute");
                  case 4 -> change(system, actor, other, "block");
                  case 5 -> change(system, actor, other, "unblock");
                  default -> publish(system, actor);
                }
              }
            });
    AuditReport report = auditor.audit(Selection.ALL);
    going.set(false);
    traffic.join();
    assertThat(report.clean()).as("%s", report.lines(true)).isTrue();
    assertThat(report.accounts()).isEqualTo(ACCOUNTS);
    assertThat(report.sources().total()).isEqualTo(report.entries());
  }

  /// The newest entry of the first account's own timeline, which nothing else brings back.
  private void aHoleIsFound(RunningSystem system, Auditor auditor, long someone) throws Exception {
    String viewer = system.id("user0");
    String own = publish(system, 0);
    assertThat(auditor.audit(Selection.ALL).clean()).isTrue();
    try (Redis redis = new Redis(RedisSettings.of(system.instance.redis()))) {
      byte[] key = Keyspace.home(Long.parseLong(viewer));
      byte[] whole = redis.await(redis.commands().get(key));
      // The last 8 bytes are the newest entry.
      redis.await(redis.commands().set(key, Arrays.copyOf(whole, whole.length - Long.BYTES)));
      AuditReport report = auditor.audit(Selection.ALL);
      assertThat(report.flaws()).isNotEmpty();
      redis.await(redis.commands().set(key, whole));
    }
    assertThat(auditor.audit(Selection.ALL).count(Difference.Kind.MISSING)).isZero();
    List<String> lines =
        new Explanation(system.auditTarget(), SETTINGS, _ -> {}).of("user0", Long.parseLong(own));
    assertThat(lines).anyMatch(line -> line.startsWith("by Kafka   in it: the viewer's own"));
    assertThat(lines.getLast()).isEqualTo("as it must be");
    assertThat(new Explanation(system.auditTarget(), SETTINGS, _ -> {}).of("user0", someone))
        .hasSizeGreaterThan(4);
  }

  private String publish(RunningSystem system, int actor) {
    return system.api.publish(tokens.get(actor), "Hello");
  }

  private void change(RunningSystem system, int actor, int other, String how) {
    Api.Answer answer =
        system.api.post(
            tokens.get(actor),
            "/api/v1/accounts/%s/%s".formatted(system.id("user" + other), how),
            Map.of());
    // Who is blocked may not follow.
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 403);
  }
}
