package io.rivulet.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON of the parts that events and submissions share: drafts, media, cards, profiles, targets.
final class ContentJson {

  private ContentJson() {}

  static void write(JsonGenerator json, PostContent content) throws IOException {
    json.writeObjectFieldStart("content");
    json.writeStringField("text", content.text());
    JsonText.string(json, "language", content.language());
    writeMedia(json, content.media());
    writeCard(json, content.card());
    json.writeArrayFieldStart("tags");
    for (String tag : content.tags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("mentions");
    for (Mention mention : content.mentions()) {
      json.writeStartObject();
      JsonText.id(json, "account", mention.account());
      json.writeStringField("username", mention.username());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("sensitive", content.sensitive());
    json.writeStringField("contentWarning", content.contentWarning());
    json.writeEndObject();
  }

  static PostContent content(JsonFields fields) {
    return new PostContent(
        fields.string("text"),
        fields.optionalString("language"),
        media(fields),
        fields.optionalObject("card", ContentJson::card),
        fields.strings("tags", Limits.TAGS),
        fields.objects("mentions", ContentJson::mention, Limits.MENTIONS),
        fields.bool("sensitive", false),
        fields.string("contentWarning", ""));
  }

  private static Mention mention(JsonFields fields) {
    return new Mention(fields.id("account"), fields.string("username"));
  }

  static void write(JsonGenerator json, Draft draft) throws IOException {
    json.writeStringField("text", draft.text());
    JsonText.string(json, "language", draft.language());
    writeMedia(json, draft.media());
    writeCard(json, draft.card());
    json.writeBooleanField("sensitive", draft.sensitive());
    json.writeStringField("contentWarning", draft.contentWarning());
  }

  static Draft draft(JsonFields fields) {
    return new Draft(
        fields.string("text", ""),
        fields.optionalString("language"),
        media(fields),
        fields.optionalObject("card", ContentJson::card),
        fields.bool("sensitive", false),
        fields.string("contentWarning", ""));
  }

  private static void writeMedia(JsonGenerator json, List<Media> media) throws IOException {
    json.writeArrayFieldStart("media");
    for (Media medium : media) {
      json.writeStartObject();
      json.writeStringField("kind", medium.kind().json());
      json.writeStringField("url", medium.url());
      json.writeStringField("previewUrl", medium.previewUrl());
      json.writeStringField("description", medium.description());
      json.writeNumberField("width", medium.width());
      json.writeNumberField("height", medium.height());
      if (medium.duration() != null) {
        json.writeNumberField("duration", BigDecimal.valueOf(medium.duration().toMillis(), 3));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static List<Media> media(JsonFields fields) {
    return fields.objects("media", ContentJson::medium, Limits.MEDIA);
  }

  private static Media medium(JsonFields fields) {
    return new Media(
        fields.constant("kind", Media.Kind.class),
        fields.string("url"),
        fields.string("previewUrl", ""),
        fields.string("description", ""),
        fields.integer("width", 0, Limits.PIXELS),
        fields.integer("height", 0, Limits.PIXELS),
        fields.optionalSeconds("duration"));
  }

  private static void writeCard(JsonGenerator json, @Nullable Card card) throws IOException {
    if (card == null) {
      return;
    }
    json.writeObjectFieldStart("card");
    json.writeStringField("kind", card.kind().json());
    json.writeStringField("url", card.url());
    json.writeStringField("title", card.title());
    json.writeStringField("description", card.description());
    json.writeStringField("image", card.image());
    json.writeStringField("provider", card.provider());
    json.writeEndObject();
  }

  private static Card card(JsonFields fields) {
    return new Card(
        fields.constant("kind", Card.Kind.LINK),
        fields.string("url"),
        fields.string("title", ""),
        fields.string("description", ""),
        fields.string("image", ""),
        fields.string("provider", ""));
  }

  static void write(JsonGenerator json, Profile profile) throws IOException {
    json.writeStringField("displayName", profile.displayName());
    json.writeStringField("note", profile.note());
    json.writeStringField("avatar", profile.avatar());
    json.writeStringField("header", profile.header());
    json.writeArrayFieldStart("fields");
    for (Profile.Entry entry : profile.fields()) {
      json.writeStartObject();
      json.writeStringField("name", entry.name());
      json.writeStringField("value", entry.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("bot", profile.bot());
    json.writeBooleanField("locked", profile.locked());
    write(json, profile.postDefaults());
  }

  static Profile profile(JsonFields fields) {
    return new Profile(
        fields.string("displayName", ""),
        fields.string("note", ""),
        fields.string("avatar", ""),
        fields.string("header", ""),
        fields.objects("fields", ContentJson::entry, Limits.PROFILE_FIELDS),
        fields.bool("bot", false),
        fields.bool("locked", false),
        Optional.ofNullable(fields.optionalObject("postDefaults", ContentJson::postDefaults))
            .orElse(PostDefaults.NONE));
  }

  /// Most accounts have none, and records without any stay what they were.
  private static void write(JsonGenerator json, PostDefaults defaults) throws IOException {
    if (defaults.equals(PostDefaults.NONE)) {
      return;
    }
    json.writeObjectFieldStart("postDefaults");
    json.writeStringField("visibility", defaults.visibility().json());
    json.writeBooleanField("sensitive", defaults.sensitive());
    JsonText.string(json, "language", defaults.language());
    json.writeEndObject();
  }

  private static PostDefaults postDefaults(JsonFields fields) {
    return new PostDefaults(
        fields.constant("visibility", Visibility.PUBLIC),
        fields.bool("sensitive", false),
        fields.optionalString("language"));
  }

  private static Profile.Entry entry(JsonFields fields) {
    return new Profile.Entry(fields.string("name"), fields.string("value", ""));
  }

  static void write(JsonGenerator json, String name, PostTarget target) throws IOException {
    json.writeObjectFieldStart(name);
    switch (target) {
      case PostTarget.ById(long id) -> JsonText.id(json, "id", id);
      case PostTarget.ByClientKey(String key) -> json.writeStringField("clientKey", key);
    }
    json.writeEndObject();
  }

  static PostTarget target(JsonFields fields) {
    if (fields.has("id") == fields.has("clientKey")) {
      throw new InvalidEventException(
          "", "either id or clientKey", fields.has("id") ? "both" : "neither");
    }
    return fields.has("id")
        ? new PostTarget.ById(fields.id("id"))
        : new PostTarget.ByClientKey(fields.string("clientKey"));
  }
}
