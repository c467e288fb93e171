package io.rivulet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A status of the API as lines of text for a terminal.
final class StatusText {
  private StatusText() {}

  static String of(JsonNode status) {
    JsonNode boosted = status.path("reblog");
    JsonNode shown = boosted.isObject() ? boosted : status;
    var lines = new ArrayList<String>();
    lines.add(headline(status, shown));
    plain(shown.path("content").asText()).lines().map(StatusText::indented).forEach(lines::add);
    extras(shown).stream().map(StatusText::indented).forEach(lines::add);
    return String.join(System.lineSeparator(), lines);
  }

  private static String headline(JsonNode status, JsonNode shown) {
    String boost = status.path("reblog").isObject() ? " boosted @" + author(shown) : "";
    String reply = shown.path("in_reply_to_id").isTextual() ? " replied" : "";
    return "%s  @%s%s%s  (%s)"
        .formatted(
            printable(status.path("created_at").asText()),
            author(status),
            boost,
            reply,
            printable(status.path("id").asText()));
  }

  private static String author(JsonNode status) {
    return printable(status.path("account").path("acct").asText());
  }

  private static List<String> extras(JsonNode status) {
    var extras = new ArrayList<String>();
    for (JsonNode medium : status.path("media_attachments")) {
      extras.add(
          "[%s] %s"
              .formatted(medium.path("type").asText(), printable(medium.path("url").asText())));
    }
    JsonNode card = status.path("card");
    if (card.isObject()) {
      extras.add(
          "[link] %s: %s"
              .formatted(
                  printable(card.path("title").asText()), printable(card.path("url").asText())));
    }
    return extras;
  }

  private static String indented(String line) {
    return "    " + line;
  }

  /// The text of the little HTML that statuses have.
  static String plain(String html) {
    String text =
        html.replaceAll("<br ?/?>", "\n")
            .replace("</p><p>", "\n\n")
            .replaceAll("<[^>]*>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&amp;", "&");
    return printable(text);
  }

  /// Without control characters: what somebody posts must not steer the reader's terminal.
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "\uFFFD");
  }
}
