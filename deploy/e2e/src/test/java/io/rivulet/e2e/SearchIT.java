package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the index answers after real POSTs, with all processes: what the acting one did is there at
/// once where that is promised, and for others within 2 s.
class SearchIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final RunningSystem system = RunningSystem.shared();
  private static final String ann = system.account("found_ann");
  private static final String ben = system.account("found_ben");

  private static JsonNode get(@Nullable String token, String path) {
    Api.Answer answer = system.api.get(token, path);
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  private static JsonNode search(String token, String text) {
    return get(token, "/api/v2/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  @Test
  void whatWasPostedIsFoundByItsWordsItsTagAndInPublic() {
    String id = system.api.publish(ben, "Quittengelee with #endtoend");
    assertThat(ids(get(ben, "/api/v1/timelines/public"))).contains(id);
    assertThat(ids(get(ben, "/api/v1/timelines/tag/endtoend"))).containsExactly(id);
    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              assertThat(ids(search(ann, "quitten").path("statuses"))).containsExactly(id);
              assertThat(ids(get(null, "/api/v1/timelines/public"))).contains(id);
              assertThat(ids(get(ann, "/api/v1/timelines/tag/EndToEnd"))).containsExactly(id);
            });
    assertThat(search(ann, "#endto").path("hashtags").findValuesAsText("name"))
        .containsExactly("endtoend");
    system.api.send(ben, "DELETE", "/api/v1/statuses/" + id, null, Map.of());
    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              assertThat(search(ann, "quitten").path("statuses")).isEmpty();
              assertThat(ids(get(null, "/api/v1/timelines/public"))).doesNotContain(id);
            });
  }

  @Test
  void aThreadIsThereAtOnceForWhoeverAnswers() {
    String root = system.api.publish(ann, "root");
    String first = system.api.publish(ann, Map.of("status", "first", "in_reply_to_id", root));
    assertThat(ids(get(ann, "/api/v1/statuses/" + root + "/context").path("descendants")))
        .containsExactly(first);
    String second = system.api.publish(ben, Map.of("status", "second", "in_reply_to_id", first));
    assertThat(ids(get(ben, "/api/v1/statuses/" + second + "/context").path("ancestors")))
        .containsExactly(root, first);
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(
                        ids(get(null, "/api/v1/statuses/" + root + "/context").path("descendants")))
                    .containsExactly(first, second));
  }

  @Test
  void aNewAccountIsFoundByNameAtOnceAndItsFollowersSoon() {
    String cem = system.account("found_cem");
    assertThat(ids(search(ann, "@found_cem").path("accounts")))
        .first()
        .isEqualTo(system.id("found_cem"));
    String path = "/api/v1/accounts/" + system.id("found_cem");
    system.api.post(ann, path + "/follow", Map.of());
    system.api.post(ben, path + "/follow", Map.of());
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(ids(get(cem, path + "/followers")))
                    .containsExactly(system.id("found_ben"), system.id("found_ann")));
    system.api.post(ann, path + "/unfollow", Map.of());
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(ids(get(null, path + "/followers")))
                    .containsExactly(system.id("found_ben")));
  }

  @Test
  void boostersAndWhatAPostWasAreTold() {
    String id = system.api.publish(ann, "first");
    system.api.post(ben, "/api/v1/statuses/" + id + "/reblog", Map.of());
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(ids(get(null, "/api/v1/statuses/" + id + "/reblogged_by")))
                    .containsExactly(system.id("found_ben")));
    JsonNode history = get(null, "/api/v1/statuses/" + id + "/history");
    assertThat(history).hasSize(1);
    assertThat(history.at("/0/content").asText()).isEqualTo("<p>first</p>");
    system.api.send(ann, "PUT", "/api/v1/statuses/" + id, Map.of("status", "second"), Map.of());
    assertThat(get(ann, "/api/v1/statuses/" + id + "/source").path("text").asText())
        .isEqualTo("second");
    assertThat(get(ann, "/api/v1/statuses/" + id + "/history")).hasSize(2);
  }
}
