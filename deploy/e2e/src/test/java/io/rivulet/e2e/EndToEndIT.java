package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

class EndToEndIT {
  private static final RunningSystem system = RunningSystem.shared();
  private static final Api api = system.api;

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  private static List<String> home(String token) {
    return api.all(token, "/api/v1/timelines/home", 40);
  }

  @Test
  void aPostIsInEveryFollowersHomeAndFollowingAndUnfollowingBringAndTakePosts() {
    String ann = system.account("ann1");
    String ben = system.account("ben1");
    String first = api.publish(ann, "before anybody followed");
    soon().untilAsserted(() -> assertThat(home(ben)).isEmpty());

    Api.Answer follow =
        api.post(ben, "/api/v1/accounts/" + system.id("ann1") + "/follow", Map.of());
    assertThat(follow.body().path("following").asBoolean()).isTrue();
    soon().untilAsserted(() -> assertThat(home(ben)).containsExactly(first));

    String second = api.publish(ann, "now");
    soon().untilAsserted(() -> assertThat(home(ben)).containsExactly(second, first));

    var _ = api.post(ben, "/api/v1/accounts/" + system.id("ann1") + "/unfollow", Map.of());
    soon().untilAsserted(() -> assertThat(home(ben)).isEmpty());
  }

  @Test
  void whatAPostAnsweredIsThereAtOnceForItsAuthor() {
    String ann = system.account("ann2");
    for (int i = 0; i < 20; i++) {
      String id = api.publish(ann, "at once " + i);
      assertThat(home(ann)).startsWith(id);
      assertThat(api.get(null, "/api/v1/statuses/" + id).status()).isEqualTo(200);
      Api.Answer reply =
          api.post(ann, "/api/v1/statuses", Map.of("status", "me too", "in_reply_to_id", id));
      assertThat(reply.body().path("in_reply_to_id").asText()).isEqualTo(id);
      Api.Answer boost = api.post(ann, "/api/v1/statuses/" + id + "/reblog", Map.of());
      assertThat(boost.body().path("reblog").path("id").asText()).isEqualTo(id);
      Api.Answer edit =
          api.send(ann, "PUT", "/api/v1/statuses/" + id, Map.of("status", "other"), Map.of());
      assertThat(edit.body().path("content").asText()).contains("other");
      assertThat(api.get(null, "/api/v1/statuses/" + id).body().path("content").asText())
          .contains("other");
      Api.Answer deleted = api.send(ann, "DELETE", "/api/v1/statuses/" + id, null, Map.of());
      assertThat(deleted.body().path("text").asText()).isEqualTo("other");
      assertThat(home(ann)).doesNotContain(id, boost.body().path("id").asText());
      assertThat(api.get(null, "/api/v1/statuses/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void anEditAndADeleteReachTheFollowersAndABoostGoesWithItsOriginal() {
    String ann = system.account("ann3");
    String ben = system.account("ben3");
    String cat = system.account("cat3");
    var _ = api.post(cat, "/api/v1/accounts/" + system.id("ben3") + "/follow", Map.of());
    String original = api.publish(ann, "hello world");
    String boost =
        api.post(ben, "/api/v1/statuses/" + original + "/reblog", Map.of())
            .body()
            .path("id")
            .asText();
    soon().untilAsserted(() -> assertThat(home(cat)).containsExactly(boost));

    var _ = api.send(ann, "PUT", "/api/v1/statuses/" + original, Map.of("status", "hi"), Map.of());
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        api.get(cat, "/api/v1/timelines/home")
                            .body()
                            .path(0)
                            .path("reblog")
                            .path("content")
                            .asText())
                    .contains("hi"));

    Api.Answer unboost = api.post(ben, "/api/v1/statuses/" + original + "/unreblog", Map.of());
    assertThat(unboost.body().path("id").asText()).isEqualTo(original);
    soon().untilAsserted(() -> assertThat(home(cat)).isEmpty());

    String again =
        api.post(ben, "/api/v1/statuses/" + original + "/reblog", Map.of())
            .body()
            .path("id")
            .asText();
    soon().untilAsserted(() -> assertThat(home(cat)).containsExactly(again));
    var _ = api.send(ann, "DELETE", "/api/v1/statuses/" + original, null, Map.of());
    soon().untilAsserted(() -> assertThat(home(cat)).isEmpty());
  }

  @Test
  void aFollowersOnlyPostIsForFollowersOnly() {
    String ann = system.account("ann4");
    String ben = system.account("ben4");
    String cat = system.account("cat4");
    var _ = api.post(ben, "/api/v1/accounts/" + system.id("ann4") + "/follow", Map.of());
    String id = api.publish(ann, Map.of("status", "ours", "visibility", "private"));
    soon().untilAsserted(() -> assertThat(home(ben)).containsExactly(id));
    assertThat(api.get(ben, "/api/v1/statuses/" + id).status()).isEqualTo(200);
    assertThat(api.get(cat, "/api/v1/statuses/" + id).status()).isEqualTo(404);
    assertThat(api.get(null, "/api/v1/statuses/" + id).status()).isEqualTo(404);
    String list = "/api/v1/accounts/" + system.id("ann4") + "/statuses";
    assertThat(api.get(cat, list).body()).isEmpty();
    assertThat(api.get(ben, list).body()).hasSize(1);
  }

  @Test
  void aRetriedRequestIsTheSamePost() {
    String ann = system.account("ann5");
    Map<String, String> key = Map.of("Idempotency-Key", "one");
    Map<String, String> body = Map.of("status", "once");
    JsonNode first = api.send(ann, "POST", "/api/v1/statuses", body, key).body();
    JsonNode second = api.send(ann, "POST", "/api/v1/statuses", body, key).body();
    assertThat(second.path("id")).isEqualTo(first.path("id"));
    soon().untilAsserted(() -> assertThat(home(ann)).hasSize(1));
  }

  @Test
  void nothingIsServedWithoutATokenAndNobodyReadsAnothersHome() {
    Api.Answer answer = api.get(null, "/api/v1/timelines/home");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().path("error").asText()).isEqualTo("The access token is invalid");
    assertThat(api.get("not-a-token", "/api/v1/timelines/home").status()).isEqualTo(401);
    assertThat(api.send(null, "POST", "/api/v1/statuses", Map.of("status", "x"), Map.of()).status())
        .isEqualTo(401);
  }

  @Test
  void submissionsOfAnyKafkaClientDoWhatHttpDoes() {
    system.submit(json("{'type':'account','username':'dan6','displayName':'Dan'}"));
    system.submit(json("{'type':'account','username':'eve6'}"));
    soon()
        .untilAsserted(
            () ->
                assertThat(api.get(null, "/api/v1/accounts/lookup?acct=eve6").status())
                    .isEqualTo(200));
    String eveId = api.get(null, "/api/v1/accounts/lookup?acct=eve6").body().path("id").asText();
    String eve = system.token(eveId);
    system.submit(json("{'type':'follow','author':'@eve6','followee':'@dan6'}"));
    system.submit(json("{'type':'post','author':'@dan6','clientKey':'k1','text':'by #kafka'}"));
    system.submit(json("{'type':'post','author':'@dan6','clientKey':'k1','text':'twice'}"));
    soon().untilAsserted(() -> assertThat(home(eve)).hasSize(1));
    JsonNode status = api.get(eve, "/api/v1/timelines/home").body().path(0);
    assertThat(status.path("content").asText()).contains("by ").contains("kafka");
    assertThat(status.path("tags").path(0).path("name").asText()).isEqualTo("kafka");
    assertThat(status.path("account").path("display_name").asText()).isEqualTo("Dan");

    system.submit(
        json("{'type':'edit','author':'@dan6','post':{'clientKey':'k1'}," + "'text':'edited'}"));
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        api.get(eve, "/api/v1/timelines/home")
                            .body()
                            .path(0)
                            .path("content")
                            .asText())
                    .contains("edited"));

    system.submit(json("{'type':'delete','author':'@dan6','post':{'clientKey':'k1'}}"));
    soon().untilAsserted(() -> assertThat(home(eve)).isEmpty());
    system.submit(json("{'type':'post','author':'@dan6','clientKey':'k2','text':'last'}"));
    soon().untilAsserted(() -> assertThat(home(eve)).hasSize(1));
    system.submit(json("{'type':'unfollow','author':'@eve6','followee':'@dan6'}"));
    soon().untilAsserted(() -> assertThat(home(eve)).isEmpty());
  }

  private static byte[] json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /// A producer nobody here wrote; Debian's package is `kcat`.
  @Test
  void kcatPublishesAndItsBadRecordsHoldNothingUp() throws Exception {
    Path kcat = Installed.program("kcat", "kcat");
    String mia = system.account("mia7");
    String other = system.account("leo7");
    String foreign = api.publish(other, "not mia's");
    List<byte[]> records =
        List.of(
            new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'},
            json("{'type':'post','author':'@mia7','text':'" + "x".repeat(1_000_000) + "'}"),
            json("{'type':'post','author':7.5,'text':['no']}"),
            json("{'type':'post','author':'@nobody7','text':'who'}"),
            json("{'type':'delete','author':'@mia7','post':{'id':'" + foreign + "'}}"),
            json("{'type':'post','author':'@mia7','text':'x','createdAt':'2999-01-01T00:00:00Z'}"),
            json("{'type':'post','author':'@mia7','clientKey':'same','text':'first'}"),
            json("{'type':'post','author':'@mia7','clientKey':'same','text':'second'}"),
            json("{'type':'post','author':'@mia7','text':'still here'}"));
    for (byte[] record : records) {
      submit(kcat, record);
    }
    soon()
        .untilAsserted(
            () -> {
              JsonNode page = api.get(mia, "/api/v1/timelines/home").body();
              List<String> contents = new ArrayList<>();
              page.forEach(status -> contents.add(status.path("content").asText()));
              assertThat(contents).containsExactly("<p>still here</p>", "<p>first</p>");
            });
    assertThat(api.get(null, "/api/v1/statuses/" + foreign).status()).isEqualTo(200);
    soon()
        .untilAsserted(
            () -> {
              List<byte[]> letters = system.deadLetters();
              for (byte[] bad : records.subList(0, 6)) {
                assertThat(letters).anyMatch(letter -> Arrays.equals(letter, bad));
              }
            });
  }

  private static void submit(Path kcat, byte[] record) throws Exception {
    Path file = Files.write(Files.createTempFile("submission", ".json"), record);
    Process producer =
        new ProcessBuilder(
                kcat.toString(),
                "-P",
                "-b",
                system.instance.kafka(),
                "-t",
                "feed.submissions.v1",
                "-p",
                "0",
                "-X",
                "message.max.bytes=2000000",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(producer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(producer.waitFor()).as(output).isZero();
    Files.delete(file);
  }
}
