package io.rivulet.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The JSON of events: `{"type":"post-published","v":1,…}`. Its schemas are the resources
/// `io/rivulet/event/schema/<type>.json`.
///
/// Written by a streaming generator and read from a tree by hand, so that no reflection decides
/// what is on the wire.
public final class EventJson {

  /// The version of the contract that this class speaks. A change that old readers would
  /// misunderstand gets a new topic; a new field does not raise it, since unknown fields are
  /// tolerated.
  public static final int VERSION = 1;

  static final String TYPES =
      "one of post-published, post-edited, post-deleted, followed, unfollowed, follow-requested,"
          + " follow-accepted, follow-rejected, blocked, unblocked, muted, unmuted,"
          + " account-updated, reacted, unreacted, marker-moved, notices-dismissed, list-saved,"
          + " list-deleted, list-members-changed";

  private EventJson() {}

  public static byte[] encode(Event event) {
    return JsonText.of(json -> write(json, event));
  }

  /// Reads an event of any type.
  ///
  /// @throws InvalidEventException if the bytes are no event, or one of a type this version does
  ///   not know
  public static Event decode(byte @Nullable [] value) {
    return read(JsonFields.parse(value));
  }

  /// Reads an event of an expected type, for instance those of one topic.
  ///
  /// @throws InvalidEventException as above, and if the event is one of another topic
  public static <E extends Event> E decode(byte @Nullable [] value, Class<E> expected) {
    Event event = decode(value);
    if (!expected.isInstance(event)) {
      throw new InvalidEventException(
          "type", "a type of " + expected.getSimpleName(), '"' + type(event) + '"');
    }
    return expected.cast(event);
  }

  /// The name of an event's type in JSON and in metrics.
  public static String type(Event event) {
    return switch (event) {
      case PostPublished _ -> "post-published";
      case PostEdited _ -> "post-edited";
      case PostDeleted _ -> "post-deleted";
      case Followed _ -> "followed";
      case Unfollowed _ -> "unfollowed";
      case FollowRequested _ -> "follow-requested";
      case FollowAccepted _ -> "follow-accepted";
      case FollowRejected _ -> "follow-rejected";
      case Blocked _ -> "blocked";
      case Unblocked _ -> "unblocked";
      case Muted _ -> "muted";
      case Unmuted _ -> "unmuted";
      case AccountUpdated _ -> "account-updated";
      case Reacted _ -> "reacted";
      case Unreacted _ -> "unreacted";
      case MarkerMoved _ -> "marker-moved";
      case NoticesDismissed _ -> "notices-dismissed";
      case ListSaved _ -> "list-saved";
      case ListDeleted _ -> "list-deleted";
      case ListMembersChanged _ -> "list-members-changed";
    };
  }

  /// Writes the event as one object.
  public static void write(JsonGenerator json, Event event) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type(event));
    json.writeNumberField("v", VERSION);
    switch (event) {
      case PostPublished published -> writeMembers(json, published);
      case PostEdited edited -> writeMembers(json, edited);
      case PostDeleted deleted -> writeMembers(json, deleted);
      case RelationEvent relation -> writeMembers(json, relation);
      case AccountUpdated updated -> writeMembers(json, updated);
      case ActEvent act -> ActJson.write(json, act);
    }
    Origin origin = event.origin();
    if (origin != null) {
      json.writeObjectFieldStart("origin");
      json.writeNumberField("partition", origin.partition());
      json.writeNumberField("offset", origin.offset());
      if (origin.index() > 0) {
        json.writeNumberField("index", origin.index());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeMembers(JsonGenerator json, PostPublished post) throws IOException {
    JsonText.id(json, "id", post.id());
    JsonText.id(json, "author", post.author());
    JsonText.instant(json, "createdAt", post.createdAt());
    json.writeStringField("visibility", post.visibility().json());
    writeRef(json, "replyTo", post.replyTo());
    writeRef(json, "boostOf", post.boostOf());
    JsonText.string(json, "clientKey", post.clientKey());
    ContentJson.write(json, post.content());
  }

  static void writeRef(JsonGenerator json, String name, @Nullable PostRef ref) throws IOException {
    if (ref != null) {
      json.writeObjectFieldStart(name);
      JsonText.id(json, "id", ref.id());
      JsonText.id(json, "author", ref.author());
      json.writeEndObject();
    }
  }

  private static void writeMembers(JsonGenerator json, PostEdited edited) throws IOException {
    ContentJson.write(json, "post", edited.target());
    JsonText.id(json, "author", edited.author());
    JsonText.instant(json, "editedAt", edited.editedAt());
    ContentJson.write(json, edited.content());
  }

  private static void writeMembers(JsonGenerator json, PostDeleted deleted) throws IOException {
    ContentJson.write(json, "post", deleted.target());
    JsonText.id(json, "author", deleted.author());
    JsonText.instant(json, "deletedAt", deleted.deletedAt());
  }

  private static void writeMembers(JsonGenerator json, RelationEvent relation) throws IOException {
    JsonText.id(json, "viewer", relation.viewer());
    JsonText.id(json, "target", relation.target());
    switch (relation) {
      case Followed followed -> followed.options().write(json);
      case FollowRequested requested -> requested.options().write(json);
      case Muted muted -> JsonText.instant(json, "until", muted.until());
      case Unfollowed _, FollowAccepted _, FollowRejected _, Blocked _, Unblocked _, Unmuted _ -> {}
    }
    JsonText.instant(json, "at", relation.at());
  }

  private static void writeMembers(JsonGenerator json, AccountUpdated account) throws IOException {
    JsonText.id(json, "id", account.id());
    json.writeStringField("username", account.username());
    ContentJson.write(json, account.profile());
    JsonText.instant(json, "createdAt", account.createdAt());
    JsonText.instant(json, "updatedAt", account.updatedAt());
  }

  /// Reads the event from an object that [#write] wrote, possibly inside another one.
  public static Event read(JsonFields fields) {
    String type = fields.string("type");
    fields.number("v", VERSION, VERSION);
    Origin origin = fields.optionalObject("origin", EventJson::origin);
    return switch (type) {
      case "post-published" -> published(fields, origin);
      case "post-edited" -> edited(fields, origin);
      case "post-deleted" -> deleted(fields, origin);
      case "followed" ->
          new Followed(
              viewer(fields), target(fields), FollowOptions.read(fields), at(fields), origin);
      case "unfollowed" -> new Unfollowed(viewer(fields), target(fields), at(fields), origin);
      case "follow-requested" ->
          new FollowRequested(
              viewer(fields), target(fields), FollowOptions.read(fields), at(fields), origin);
      case "follow-accepted" ->
          new FollowAccepted(viewer(fields), target(fields), at(fields), origin);
      case "follow-rejected" ->
          new FollowRejected(viewer(fields), target(fields), at(fields), origin);
      case "blocked" -> new Blocked(viewer(fields), target(fields), at(fields), origin);
      case "unblocked" -> new Unblocked(viewer(fields), target(fields), at(fields), origin);
      case "muted" ->
          new Muted(
              viewer(fields), target(fields), fields.optionalInstant("until"), at(fields), origin);
      case "unmuted" -> new Unmuted(viewer(fields), target(fields), at(fields), origin);
      case "account-updated" -> account(fields, origin);
      case "reacted",
          "unreacted",
          "marker-moved",
          "notices-dismissed",
          "list-saved",
          "list-deleted",
          "list-members-changed" ->
          ActJson.read(type, fields, origin);
      default -> throw new InvalidEventException("type", TYPES, InvalidEventException.quote(type));
    };
  }

  private static Origin origin(JsonFields fields) {
    return new Origin(
        Math.toIntExact(fields.number("partition", 0, Integer.MAX_VALUE)),
        fields.number("offset", 0, Long.MAX_VALUE),
        fields.integer("index", 0, Origin.MAX_INDEX));
  }

  private static long viewer(JsonFields fields) {
    return fields.id("viewer");
  }

  private static long target(JsonFields fields) {
    return fields.id("target");
  }

  private static Instant at(JsonFields fields) {
    return fields.instant("at");
  }

  private static PostPublished published(JsonFields fields, @Nullable Origin origin) {
    return new PostPublished(
        fields.id("id"),
        fields.id("author"),
        fields.instant("createdAt"),
        fields.object("content", ContentJson::content),
        fields.constant("visibility", Visibility.class),
        fields.optionalObject("replyTo", EventJson::ref),
        fields.optionalObject("boostOf", EventJson::ref),
        fields.optionalString("clientKey"),
        origin);
  }

  static PostRef ref(JsonFields fields) {
    return new PostRef(fields.id("id"), fields.id("author"));
  }

  private static PostEdited edited(JsonFields fields, @Nullable Origin origin) {
    return new PostEdited(
        fields.object("post", ContentJson::target),
        fields.id("author"),
        fields.instant("editedAt"),
        fields.object("content", ContentJson::content),
        origin);
  }

  private static PostDeleted deleted(JsonFields fields, @Nullable Origin origin) {
    return new PostDeleted(
        fields.object("post", ContentJson::target),
        fields.id("author"),
        fields.instant("deletedAt"),
        origin);
  }

  private static AccountUpdated account(JsonFields fields, @Nullable Origin origin) {
    return new AccountUpdated(
        fields.id("id"),
        fields.string("username"),
        ContentJson.profile(fields),
        fields.instant("createdAt"),
        fields.instant("updatedAt"),
        origin);
  }
}
