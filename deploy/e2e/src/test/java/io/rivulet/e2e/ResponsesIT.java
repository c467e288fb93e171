package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Likes, boosts, answers, notifications and lists, from the one who acts to all others: at once
/// for him, within two seconds for them.
class ResponsesIT {
  private static final Duration OTHERS = Duration.ofSeconds(2);
  private static final RunningSystem system = RunningSystem.shared();

  private static JsonNode post(String token, String path, Map<String, ?> body) {
    Api.Answer answer = system.api.post(token, path, body);
    assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode status(String token, String id) {
    return system.api.get(token, "/api/v1/statuses/" + id).body();
  }

  private static void act(String token, String id, String act) {
    post(token, "/api/v1/statuses/" + id + "/" + act, Map.of());
  }

  private static List<String> ids(String token, String path) {
    Api.Answer answer = system.api.get(token, path);
    assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body().valueStream().map(status -> status.path("id").asText()).toList();
  }

  private static List<String> types(String token) {
    return system
        .api
        .get(token, "/api/v1/notifications")
        .body()
        .valueStream()
        .map(notice -> notice.path("type").asText())
        .toList();
  }

  @Test
  void aLikeIsThereAtOnceForWhoLikesAndSoonForOthersAndNeverTwice() {
    String ann = system.account("like_ann");
    String ben = system.account("like_ben");
    String id = system.api.publish(ann, "like me");
    for (int round = 0; round < 15; round++) {
      boolean on = round % 2 == 0;
      act(ben, id, on ? "favourite" : "unfavourite");
      // Whatever the fan-out has counted by now, and while it does.
      for (int read = 0; read < 8; read++) {
        JsonNode status = status(ben, id);
        assertThat(status.path("favourited").asBoolean()).isEqualTo(on);
        assertThat(status.path("favourites_count").asInt())
            .as("round %d, read %d", round, read)
            .isEqualTo(on ? 1 : 0);
      }
    }
    await().atMost(OTHERS).until(() -> status(ann, id).path("favourites_count").asInt() == 1);
    assertThat(status(ann, id).path("favourited").asBoolean()).isFalse();
  }

  @Test
  void boostsAnswersAndTheirEndsAreCountedForEverybody() {
    String ann = system.account("count_ann");
    String ben = system.account("count_ben");
    String id = system.api.publish(ann, "discuss");
    act(ben, id, "reblog");
    String reply = system.api.publish(ben, Map.of("status", "an answer", "in_reply_to_id", id));
    JsonNode own = status(ben, id);
    assertThat(own.path("reblogs_count").asInt()).isEqualTo(1);
    assertThat(own.path("reblogged").asBoolean()).isTrue();
    assertThat(own.path("replies_count").asInt()).isEqualTo(1);
    await().atMost(OTHERS).until(() -> status(ann, id).path("reblogs_count").asInt() == 1);
    await().atMost(OTHERS).until(() -> status(ann, id).path("replies_count").asInt() == 1);

    act(ben, id, "unreblog");
    system.api.send(ben, "DELETE", "/api/v1/statuses/" + reply, null, Map.of());
    assertThat(status(ben, id).path("reblogs_count").asInt()).isZero();
    assertThat(status(ben, id).path("replies_count").asInt()).isZero();
    await().atMost(OTHERS).until(() -> status(ann, id).path("reblogs_count").asInt() == 0);
    await().atMost(OTHERS).until(() -> status(ann, id).path("replies_count").asInt() == 0);
  }

  @Test
  void oneIsToldOfWhatConcernsOneAndHearsOfItAtOnce() {
    String ann = system.account("told_ann");
    String ben = system.account("told_ben");
    LiveFrames frames = new LiveFrames();
    WebSocket socket = frames.listen(system.instance.address(), ann, "?stream=user:notification");
    String id = system.api.publish(ann, "hello");
    post(ben, "/api/v1/accounts/" + system.id("told_ann") + "/follow", Map.of());
    act(ben, id, "favourite");
    act(ben, id, "reblog");
    system.api.publish(ben, "@told_ann look");
    await()
        .atMost(OTHERS)
        .untilAsserted(
            () ->
                assertThat(types(ann)).containsExactly("mention", "reblog", "favourite", "follow"));
    await()
        .untilAsserted(
            () ->
                assertThat(frames.payloads("notification"))
                    .extracting(notice -> notice.path("type").asText())
                    .containsExactlyInAnyOrder("follow", "favourite", "reblog", "mention"));
    act(ben, id, "unfavourite");
    await()
        .atMost(OTHERS)
        .untilAsserted(() -> assertThat(types(ann)).containsExactly("mention", "reblog", "follow"));
    system.api.send(ann, "PUT", "/api/v1/statuses/" + id, null, Map.of("status", "hello again"));
    await().atMost(OTHERS).untilAsserted(() -> assertThat(types(ben)).containsExactly("update"));

    post(ann, "/api/v1/notifications/clear", Map.of());
    assertThat(types(ann)).isEmpty();
    socket.abort();
  }

  @Test
  void aListShowsItsMembersInPagesAndLive() {
    String ann = system.account("list_ann");
    String ben = system.account("list_ben");
    String eva = system.account("list_eva");
    for (String name : List.of("list_ben", "list_eva")) {
      post(ann, "/api/v1/accounts/" + system.id(name) + "/follow", Map.of());
    }
    String list = post(ann, "/api/v1/lists", Map.of("title", "Ben")).path("id").asText();
    post(
        ann,
        "/api/v1/lists/" + list + "/accounts",
        Map.of("account_ids", List.of(system.id("list_ben"))));
    LiveFrames frames = new LiveFrames();
    WebSocket socket = frames.listen(system.instance.address(), ann, "?stream=list&list=" + list);
    String other = system.api.publish(eva, "not of the list");
    String wanted = system.api.publish(ben, "of the list");
    await().until(() -> frames.updates().contains(wanted));
    assertThat(frames.updates()).doesNotContain(other);
    assertThat(frames.streams("update").getFirst().toString())
        .isEqualTo("[\"list\",\"" + list + "\"]");
    assertThat(system.api.all(ann, "/api/v1/timelines/list/" + list, 20)).containsExactly(wanted);
    socket.abort();
  }

  @Test
  void likesAndBookmarksAreListedAtOnceNewestActFirst() {
    String ann = system.account("kept_ann");
    String ben = system.account("kept_ben");
    String first = system.api.publish(ann, "the older one");
    String second = system.api.publish(ann, "the newer one");
    for (String act : List.of("favourite", "bookmark")) {
      act(ben, second, act);
      act(ben, first, act);
    }
    for (String list : List.of("favourites", "bookmarks")) {
      assertThat(ids(ben, "/api/v1/" + list)).containsExactly(first, second);
      Api.Answer page = system.api.get(ben, "/api/v1/" + list + "?limit=1");
      String next = page.response().headers().firstValue("Link").orElseThrow();
      String path = next.replaceAll("^<https?://[^/]+([^>]+)>.*", "$1");
      assertThat(ids(ben, path)).containsExactly(second);
    }
    await()
        .atMost(OTHERS)
        .until(
            () ->
                system
                    .api
                    .get(ann, "/api/v1/statuses/" + first + "/favourited_by")
                    .body()
                    .findValuesAsText("username")
                    .contains("kept_ben"));
    act(ben, first, "unfavourite");
    act(ben, second, "unbookmark");
    assertThat(ids(ben, "/api/v1/favourites")).containsExactly(second);
    assertThat(ids(ben, "/api/v1/bookmarks")).containsExactly(first);
    assertThat(system.api.get(ann, "/api/v1/bookmarks").body()).isEmpty();
  }

  @Test
  void aMarkerIsWhereItWasPutAtOnce() {
    String ann = system.account("mark_ann");
    post(ann, "/api/v1/markers", Map.of("home", Map.of("last_read_id", "5")));
    JsonNode markers = system.api.get(ann, "/api/v1/markers?timeline[]=home").body();
    assertThat(markers.path("home").path("last_read_id").asText()).isEqualTo("5");
  }
}
