package io.rivulet.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.e2e.Api;
import io.rivulet.e2e.RunningSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever people write, the HTML that the API answers is made of the convention's four elements,
/// and says what they wrote: every character is escaped once, not less and not more.
class HostileTextIT {
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "p", Set.of(),
          "br", Set.of(),
          "span", Set.of("class"),
          "a", Set.of("href", "rel", "class", "target"));

  private static RunningSystem system;
  private static String author;

  @BeforeAll
  static void start() {
    system = RunningSystem.shared();
    author = system.account("hostile_ann");
  }

  /// What is wrong with HTML that was made of a text.
  private static List<String> faults(String html) {
    List<String> faults = new ArrayList<>();
    for (Element element : Jsoup.parseBodyFragment(html).body().select("body *")) {
      Set<String> attributes = ALLOWED.get(element.normalName());
      if (attributes == null) {
        faults.add("element " + element.normalName());
        continue;
      }
      for (Attribute attribute : element.attributes()) {
        if (!attributes.contains(attribute.getKey())) {
          faults.add("attribute " + attribute.getKey() + " of " + element.normalName());
        }
      }
      if (element.normalName().equals("a") && !element.attr("href").matches("https?://[^/].*")) {
        faults.add("address " + element.attr("href"));
      }
    }
    return faults;
  }

  private static void assertHarmless(String html, String written) {
    assertThat(faults(html)).as(written + " -> " + html).isEmpty();
    assertThat(Jsoup.parseBodyFragment(html).text().replaceAll("\\s+", " ").strip())
        .as("what is shown")
        .isEqualTo(written.replaceAll("\\s+", " ").strip());
  }

  private static Map<String, Object> status(String text) {
    return Map.of(
        "status",
        text,
        "spoiler_text",
        text,
        "media",
        List.of(Map.of("kind", "image", "url", "https://a.example/a.png", "description", text)),
        "card",
        Map.of("url", "https://a.example/", "title", text, "description", text));
  }

  @Test
  void postsShowWhatWasWritten() {
    assertThat(Hostile.texts()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    for (String text : Hostile.texts()) {
      String id = system.api.publish(author, status(text));
      JsonNode post = system.api.get(null, "/api/v1/statuses/" + id).body();
      assertHarmless(post.path("content").asText(), text);
      // Plain text, which is nobody's to escape.
      assertThat(post.path("spoiler_text").asText()).isEqualTo(text);
      assertThat(post.at("/media_attachments/0/description").asText()).isEqualTo(text);
      assertThat(post.at("/card/title").asText()).isEqualTo(text);
      assertThat(post.at("/card/html").asText()).isEmpty();
      for (JsonNode tag : post.path("tags")) {
        assertThat(tag.path("name").asText()).doesNotContainPattern("[<>\"'&]");
        assertThat(tag.path("url").asText()).doesNotContainPattern("[<>\"']");
      }
    }
  }

  @Test
  void postsBySubmissionDoToo() {
    List<String> texts = Hostile.texts();
    String submitter = system.account("hostile_sub");
    for (int i = 0; i < texts.size(); i++) {
      system.submit(
          json(
              Map.of(
                  "type",
                  "post",
                  "author",
                  "@hostile_sub",
                  "clientKey",
                  "hostile-" + i,
                  "contentWarning",
                  texts.get(i),
                  "text",
                  texts.get(i))));
    }
    String path = "/api/v1/accounts/" + system.id("hostile_sub") + "/statuses";
    await().until(() -> system.api.all(submitter, path, 40).size() == texts.size());
    List<String> ids = system.api.all(submitter, path, 40).reversed();
    List<String> found = new ArrayList<>();
    for (String id : ids) {
      JsonNode post = system.api.get(null, "/api/v1/statuses/" + id).body();
      found.add(post.path("spoiler_text").asText());
      assertHarmless(post.path("content").asText(), post.path("spoiler_text").asText());
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(texts);
  }

  private static byte[] json(Map<String, ?> value) {
    try {
      return new JsonMapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void profilesShowWhatWasWritten() {
    for (String text : Hostile.texts()) {
      String name = Hostile.cut(text, 100);
      Api.Answer changed =
          system.api.send(
              author,
              "PATCH",
              "/api/v1/accounts/update_credentials",
              Map.of(
                  "display_name",
                  name,
                  "note",
                  text,
                  "fields_attributes",
                  List.of(Map.of("name", name, "value", text))),
              Map.of());
      assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
      JsonNode account = changed.body();
      assertThat(account.path("display_name").asText()).isEqualTo(name);
      assertHarmless(account.path("note").asText(), text);
      assertThat(account.at("/fields/0/name").asText()).isEqualTo(name);
      assertHarmless(account.at("/fields/0/value").asText(), text);
    }
  }

  @Test
  void titlesOfListsAreText() {
    for (String text : Hostile.texts()) {
      String title = Hostile.cut(text, 100);
      Api.Answer made = system.api.post(author, "/api/v1/lists", Map.of("title", title));
      assertThat(made.body().path("title").asText()).isEqualTo(title);
      // There is room for 50.
      String list = "/api/v1/lists/" + made.body().path("id").asText();
      assertThat(system.api.send(author, "DELETE", list, null, Map.of()).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "' javascript:alert(1)'",
    "'java\tscript:alert(1)'",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://a.example/a.png",
    "//a.example/a.png",
    "blob:https://a.example/1",
    "https:",
    "https://",
    "'https://a.example/\"onerror=\"x'",
    "'https://a.example/<script>'",
    "'https://a.example/ b'",
    "nothing"
  })
  void addressesAreOfTheWebOrTheFieldIsNamed(String url) {
    assertRefused(
        Map.of("status", "x", "media", List.of(Map.of("kind", "image", "url", url))), "url");
    assertRefused(
        Map.of(
            "status",
            "x",
            "media",
            List.of(Map.of("kind", "image", "url", "https://a.example/a.png", "preview_url", url))),
        "preview");
    assertRefused(Map.of("status", "x", "card", Map.of("url", url, "title", "x")), "url");
    assertRefused(
        Map.of(
            "status", "x", "card", Map.of("url", "https://a.example/", "title", "x", "image", url)),
        "image");
  }

  private static void assertRefused(Map<String, ?> status, String field) {
    Api.Answer refused = system.api.post(author, "/api/v1/statuses", status);
    assertThat(refused.status()).as(status + " " + refused.body()).isEqualTo(422);
    assertThat(refused.body().path("error").asText())
        .startsWith("Validation failed: ")
        .containsIgnoringCase(field);
  }
}
