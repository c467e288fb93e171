package io.rivulet.post;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.event.Card;
import io.rivulet.event.Media;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Renders media and cards as the MediaAttachment and PreviewCard of the HTTP API.
final class AttachmentRenderer {

  /// Odd, so that multiplying by it maps ids one to one; large, so that neighbours end up far
  /// apart.
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final WebAddresses addresses;

  AttachmentRenderer(WebAddresses addresses) {
    this.addresses = addresses;
  }

  void writeMedia(JsonGenerator json, long post, List<Media> media) throws IOException {
    json.writeArrayFieldStart("media_attachments");
    for (int i = 0; i < media.size(); i++) {
      write(json, mediaId(post, i, media.get(i)), media.get(i));
    }
    json.writeEndArray();
  }

  /// Clients want a decimal id of each attachment. Media that lie elsewhere have not got one: it is
  /// one that differs within a post for sure and between posts all but surely.
  private String mediaId(long post, int index, Media medium) {
    long upload = addresses.mediaId(medium.url());
    return Long.toString(upload > 0 ? upload : (post * SPREAD + index) & Long.MAX_VALUE);
  }

  static void write(JsonGenerator json, String id, Media medium) throws IOException {
    String preview = medium.kind().isPicture() ? medium.url() : null;
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("type", type(medium));
    json.writeStringField("url", medium.url());
    ServedJson.string(
        json, "preview_url", medium.previewUrl().isEmpty() ? preview : medium.previewUrl());
    json.writeNullField("remote_url");
    writeMeta(json, medium);
    ServedJson.string(json, "description", orNull(medium.description()));
    json.writeNullField("blurhash");
    json.writeEndObject();
  }

  /// Clients play a `gifv` as a film: a real GIF file is an image to them.
  private static String type(Media medium) {
    return switch (medium.kind()) {
      case IMAGE -> "image";
      case VIDEO -> "video";
      case AUDIO -> "audio";
      case GIF -> medium.url().toLowerCase(Locale.ROOT).endsWith(".gif") ? "image" : "gifv";
    };
  }

  private static void writeMeta(JsonGenerator json, Media medium) throws IOException {
    boolean sized = medium.width() > 0 && medium.height() > 0;
    if (!sized && medium.duration() == null) {
      json.writeNullField("meta");
      return;
    }
    json.writeObjectFieldStart("meta");
    json.writeObjectFieldStart("original");
    if (sized) {
      json.writeNumberField("width", medium.width());
      json.writeNumberField("height", medium.height());
      json.writeStringField("size", medium.width() + "x" + medium.height());
      json.writeNumberField("aspect", (double) medium.width() / medium.height());
    }
    if (medium.duration() != null) {
      json.writeNumberField("duration", BigDecimal.valueOf(medium.duration().toMillis(), 3));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  void writeCard(JsonGenerator json, @Nullable Card card) throws IOException {
    if (card == null) {
      json.writeNullField("card");
      return;
    }
    json.writeObjectFieldStart("card");
    json.writeStringField("url", card.url());
    json.writeStringField("title", card.title());
    json.writeStringField("description", card.description());
    json.writeStringField("type", card.kind().json());
    json.writeStringField("provider_name", card.provider());
    ServedJson.string(json, "image", orNull(card.image()));
    for (String absent :
        List.of("author_name", "author_url", "provider_url", "html", "embed_url")) {
      json.writeStringField(absent, "");
    }
    json.writeNumberField("width", 0);
    json.writeNumberField("height", 0);
    json.writeNullField("blurhash");
    json.writeNullField("published_at");
    ServedJson.empty(json, "authors");
    json.writeEndObject();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
