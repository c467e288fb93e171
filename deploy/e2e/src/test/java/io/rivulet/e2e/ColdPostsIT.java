package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// All services, with posts in Redis for two seconds only: nobody notices.
class ColdPostsIT {
  private static final Duration HOT = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int ACCOUNTS = 6;
  private static final int POSTS = 90;

  private static RunningSystem system;
  private static Redis redis;

  @BeforeAll
  static void start() {
    system = RunningSystem.withHotPosts(HOT);
    redis = new Redis(RedisSettings.of(system.instance.redis()));
  }

  @AfterAll
  static void stop() {
    redis.close();
    system.close();
  }

  private static void awaitCold(String id) {
    byte[] key = Keyspace.post(Long.parseLong(id));
    byte[] overlay = Keyspace.overlay(Long.parseLong(id));
    await()
        .atMost(SOON)
        .until(
            () -> {
              // What was published a moment ago is in the overlay for ten minutes: not here.
              redis.await(redis.commands().del(overlay));
              return redis.await(redis.commands().exists(key)) == 0;
            });
  }

  private static void forgetOverlay(String account) {
    redis.await(redis.commands().del(Keyspace.own(Long.parseLong(system.id(account)))));
  }

  @Test
  void aColdPostIsShownAnsweredBoostedLikedEditedAndDeletedAsAnyOther() {
    String ann = system.account("cold_ann");
    String ben = system.account("cold_ben");
    act(ben, "/api/v1/accounts/" + system.id("cold_ann") + "/follow");
    String old = system.api.publish(ann, "an old post #cold");
    String other = system.api.publish(ann, "another");
    awaitCold(old);
    awaitCold(other);
    forgetOverlay("cold_ann");

    assertThat(ids(ben, "/api/v1/timelines/home")).containsExactly(other, old);
    assertThat(ids(ben, "/api/v1/accounts/" + system.id("cold_ann") + "/statuses"))
        .containsExactly(other, old);
    assertThat(text(ben, old)).contains("an old post");
    // The index may have just begun.
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(ids(ben, "/api/v1/timelines/tag/cold")).containsExactly(old));

    Api.Answer reply =
        patiently(
            () ->
                system.api.post(
                    ben,
                    "/api/v1/statuses",
                    Map.of("status", "@cold_ann a late answer", "in_reply_to_id", old)));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("in_reply_to_account_id").asText())
        .isEqualTo(system.id("cold_ann"));
    assertThat(act(ben, "/api/v1/statuses/" + old + "/favourite").body().path("id").asText())
        .isEqualTo(old);
    Api.Answer boost = act(ben, "/api/v1/statuses/" + old + "/reblog");
    assertThat(boost.body().path("reblog").path("id").asText()).isEqualTo(old);
    assertThat(act(ben, "/api/v1/statuses/" + old + "/reblog").body().path("id").asText())
        .as("one boost")
        .isEqualTo(boost.body().path("id").asText());
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(ids(ben, "/api/v1/favourites")).containsExactly(old);
              assertThat(notified(ann)).contains("favourite", "reblog", "mention");
            });
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        get(ben, "/api/v1/statuses/" + old + "/context").body().path("descendants"))
                    .hasSize(1));

    Api.Answer edit =
        patiently(
            () ->
                system.api.send(
                    ann,
                    "PUT",
                    "/api/v1/statuses/" + old,
                    Map.of("status", "edited late"),
                    Map.of()));
    assertThat(edit.status()).isEqualTo(200);
    await().atMost(SOON).untilAsserted(() -> assertThat(text(ben, old)).contains("edited late"));
    Api.Answer deleted =
        patiently(() -> system.api.send(ann, "DELETE", "/api/v1/statuses/" + old, null, Map.of()));
    assertThat(deleted.status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(ben, "/api/v1/statuses/" + old).status()).isEqualTo(404));
    // Redis forgets the tombstone too: the store does not.
    redis.await(redis.commands().del(Keyspace.post(Long.parseLong(old))));
    redis.await(redis.commands().del(Keyspace.overlay(Long.parseLong(old))));
    forgetOverlay("cold_ann");
    await()
        .pollDelay(Duration.ofMillis(1_100)) // What the reader holds is a second old at most.
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(get(ben, "/api/v1/statuses/" + old).status()).isEqualTo(404));
    assertThat(ids(ben, "/api/v1/timelines/home")).doesNotContain(old).contains(other);
  }

  @Test
  void allPagesOfAllAccountsAreRightThoughNearlyAllPostsAreCold() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      tokens.add(system.account("audited" + i));
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      for (int distance = 1; distance < 4; distance++) {
        String followee = system.id("audited" + (i + distance) % ACCOUNTS);
        act(tokens.get(i), "/api/v1/accounts/" + followee + "/follow");
      }
    }
    Auditor auditor =
        new Auditor(
            system.auditTarget(), AuditSettings.DEFAULT.withDeep(true), System.out::println);
    assertThat(auditor.prepare(Selection.ALL)).isPositive();
    String last = "";
    for (int i = 0; i < POSTS; i++) {
      last = system.api.publish(tokens.get(i % ACCOUNTS), "post " + i);
      if (i % 10 == 5) {
        act(tokens.get((i + 1) % ACCOUNTS), "/api/v1/statuses/" + last + "/reblog");
      }
    }
    awaitCold(last);
    AuditReport report = auditor.audit(Selection.ALL);
    assertThat(report.clean()).as("%s", report.lines(true)).isTrue();
    // Nothing is left to read from but the stores.
    redis.await(redis.commands().flushall());
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .until(() -> auditor.audit(Selection.ALL).clean());
  }

  /// A worker that does not answer in time has the request answered with 503: it is sent again, as
  /// clients are to.
  private static Api.Answer patiently(Callable<Api.Answer> request) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .pollDelay(Duration.ZERO)
        .until(request, answer -> answer.status() != 503);
  }

  private static Api.Answer get(String token, String path) {
    return patiently(() -> system.api.get(token, path));
  }

  private static Api.Answer act(String token, String path) {
    Api.Answer answer = patiently(() -> system.api.post(token, path, Map.of()));
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<String> ids(String token, String path) {
    List<String> ids = new ArrayList<>();
    Api.Answer answer = get(token, path);
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
    answer.body().forEach(status -> ids.add(status.path("id").asText()));
    return ids;
  }

  private static List<String> notified(String token) {
    List<String> types = new ArrayList<>();
    get(token, "/api/v1/notifications")
        .body()
        .forEach(notice -> types.add(notice.path("type").asText()));
    return types;
  }

  private static String text(String token, String id) {
    return get(token, "/api/v1/statuses/" + id).body().path("content").asText();
  }
}
