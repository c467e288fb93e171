package io.rivulet.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The members of [ActEvent]s in JSON.
final class ActJson {

  private ActJson() {}

  static void write(JsonGenerator json, ActEvent act) throws IOException {
    if (act instanceof Reacted reacted) {
      JsonText.id(json, "id", reacted.id());
    }
    JsonText.id(json, "account", act.account());
    switch (act) {
      case ReactionEvent reaction -> {
        json.writeStringField("reaction", reaction.reaction().json());
        EventJson.writeRef(json, "post", reaction.post());
        JsonText.instant(json, "at", reaction.at());
      }
      case MarkerMoved marker -> {
        json.writeStringField("timeline", marker.timeline());
        JsonText.id(json, "lastRead", marker.lastRead());
        JsonText.instant(json, "at", marker.at());
      }
      case NoticesDismissed dismissed -> {
        JsonText.id(json, "notice", dismissed.id());
        json.writeBooleanField("older", dismissed.older());
      }
      case ListSaved saved -> {
        JsonText.id(json, "list", saved.id());
        json.writeStringField("title", saved.title());
        json.writeStringField("replies", saved.replies().json());
        json.writeBooleanField("exclusive", saved.exclusive());
      }
      case ListDeleted deleted -> JsonText.id(json, "list", deleted.id());
      case ListMembersChanged changed -> {
        JsonText.id(json, "list", changed.id());
        JsonText.ids(json, "members", changed.members());
        json.writeBooleanField("in", changed.in());
      }
    }
  }

  /// Reads an act of a type that [EventJson] knows.
  static ActEvent read(String type, JsonFields fields, @Nullable Origin origin) {
    long account = fields.id("account");
    return switch (type) {
      case "reacted" ->
          new Reacted(
              fields.id("id"),
              account,
              fields.constant("reaction", Reaction.class),
              fields.object("post", EventJson::ref),
              fields.instant("at"),
              origin);
      case "unreacted" ->
          new Unreacted(
              account,
              fields.constant("reaction", Reaction.class),
              fields.object("post", EventJson::ref),
              fields.instant("at"),
              origin);
      case "marker-moved" ->
          new MarkerMoved(
              account,
              fields.string("timeline"),
              fields.id("lastRead"),
              fields.instant("at"),
              origin);
      case "notices-dismissed" ->
          new NoticesDismissed(account, fields.id("notice"), fields.bool("older", false), origin);
      case "list-saved" ->
          new ListSaved(
              account,
              fields.id("list"),
              fields.string("title"),
              fields.constant("replies", ListReplies.LIST),
              fields.bool("exclusive", false),
              origin);
      case "list-deleted" -> new ListDeleted(account, fields.id("list"), origin);
      case "list-members-changed" ->
          new ListMembersChanged(
              account,
              fields.id("list"),
              fields.ids("members", Limits.LIST_MEMBERS),
              fields.bool("in", true),
              origin);
      default -> throw new IllegalArgumentException("no act: " + type);
    };
  }
}
