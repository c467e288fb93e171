package io.rivulet.ingest.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.event.Card;
import io.rivulet.event.Media;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.ingest.answer.Fragments;
import io.rivulet.post.PostBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a post back from the body that is served.
///
/// An edit replaces the content as a whole, so what a client does not mention must be known; the
/// body in Redis is the only place where feed-ingest finds it. What rendering loses (the kind of an
/// animated GIF, breaks at the ends of the text) is lost here too.
final class ServedPost {
  private static final ObjectMapper json = new JsonMapper();

  private final long id;
  private final PostBody body;
  private final JsonNode status;

  private ServedPost(long id, PostBody body, JsonNode status) {
    this.id = id;
    this.body = body;
    this.status = status;
  }

  static ServedPost read(long id, PostBody body) {
    return new ServedPost(
        id,
        body,
        Fragments.parse(json, body.bytes(), body.fragmentOffset(), body.fragmentLength()));
  }

  PostPublished published() {
    return new PostPublished(
        id,
        body.author(),
        Instant.parse(status.path("created_at").asText()),
        body.boost() ? PostContent.EMPTY : content(),
        body.visibility(),
        body.reply() ? new PostRef(body.replyTo(), body.replyToAuthor()) : null,
        body.boost() ? new PostRef(body.boostOf(), body.boostOfAuthor()) : null,
        null,
        null);
  }

  PostContent content() {
    return new PostContent(
        text(),
        status.path("language").isTextual() ? status.path("language").asText() : null,
        media(),
        card(),
        texts("tags"),
        mentions(),
        status.path("sensitive").asBoolean(),
        status.path("spoiler_text").asText(""));
  }

  /// The plain text that the HTML was made from.
  String text() {
    return Fragments.plainText(status.path("content").asText(""));
  }

  /// What it shows, in its order.
  List<Media> media() {
    List<Media> media = new ArrayList<>();
    status.path("media_attachments").forEach(node -> media.add(medium(node)));
    return media;
  }

  /// What it shows, by the ids that clients know it by. An upload shown twice has one id.
  Map<Long, Media> mediaById() {
    Map<Long, Media> media = new HashMap<>();
    status
        .path("media_attachments")
        .forEach(node -> media.put(node.path("id").asLong(), medium(node)));
    return media;
  }

  private static Media medium(JsonNode node) {
    String url = node.path("url").asText();
    String preview = node.path("preview_url").asText("");
    JsonNode original = node.path("meta").path("original");
    return new Media(
        kind(node),
        url,
        preview.equals(url) ? "" : preview,
        node.path("description").asText(""),
        original.path("width").asInt(0),
        original.path("height").asInt(0),
        duration(original));
  }

  private static Media.Kind kind(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "video" -> Media.Kind.VIDEO;
      case "audio" -> Media.Kind.AUDIO;
      case "gifv" -> Media.Kind.GIF;
      default ->
          node.path("url").asText().toLowerCase(Locale.ROOT).endsWith(".gif")
              ? Media.Kind.GIF
              : Media.Kind.IMAGE;
    };
  }

  private static @Nullable Duration duration(JsonNode original) {
    return original.has("duration")
        ? Duration.ofMillis(original.path("duration").decimalValue().movePointRight(3).longValue())
        : null;
  }

  private @Nullable Card card() {
    JsonNode card = status.path("card");
    if (!card.isObject()) {
      return null;
    }
    return new Card(
        Drafts.cardKind(card.path("type").asText()),
        card.path("url").asText(),
        card.path("title").asText(),
        card.path("description").asText(),
        card.path("image").asText(""),
        card.path("provider_name").asText());
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    status.path(name).forEach(node -> texts.add(node.path("name").asText()));
    return texts;
  }

  private List<Mention> mentions() {
    List<Mention> mentions = new ArrayList<>();
    status
        .path("mentions")
        .forEach(
            node ->
                mentions.add(
                    new Mention(node.path("id").asLong(), node.path("username").asText())));
    return mentions;
  }
}
