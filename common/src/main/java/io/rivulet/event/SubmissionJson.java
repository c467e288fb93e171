package io.rivulet.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The JSON of submissions: `{"type":"post","author":"@ann","text":"Hello"}`. Its schemas are the
/// resources `io/rivulet/event/schema/submission-<type>.json`.
public final class SubmissionJson {

  private static final String TYPES = "one of post, boost, edit, delete, follow, unfollow, account";

  private SubmissionJson() {}

  public static byte[] encode(Submission submission) {
    return JsonText.of(json -> write(json, submission));
  }

  /// Reads a submission of any type.
  ///
  /// @throws InvalidEventException if the bytes are no submission
  public static Submission decode(byte @Nullable [] value) {
    return read(JsonFields.parse(value));
  }

  /// The name of a submission's type in JSON and in metrics.
  public static String type(Submission submission) {
    return switch (submission) {
      case Submission.Post _ -> "post";
      case Submission.Boost _ -> "boost";
      case Submission.Edit _ -> "edit";
      case Submission.Delete _ -> "delete";
      case Submission.Follow _ -> "follow";
      case Submission.Unfollow _ -> "unfollow";
      case Submission.Account _ -> "account";
    };
  }

  private static void write(JsonGenerator json, Submission submission) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type(submission));
    json.writeNumberField("v", EventJson.VERSION);
    if (!(submission instanceof Submission.Account)) {
      json.writeStringField("author", submission.author().toString());
    }
    switch (submission) {
      case Submission.Post post -> writeMembers(json, post);
      case Submission.Boost boost -> writeMembers(json, boost);
      case Submission.Edit edit -> {
        ContentJson.write(json, "post", edit.post());
        ContentJson.write(json, edit.draft());
      }
      case Submission.Delete delete -> ContentJson.write(json, "post", delete.post());
      case Submission.Follow follow ->
          json.writeStringField("followee", follow.followee().toString());
      case Submission.Unfollow unfollow ->
          json.writeStringField("followee", unfollow.followee().toString());
      case Submission.Account account -> {
        json.writeStringField("username", account.username());
        ContentJson.write(json, account.profile());
        JsonText.instant(json, "createdAt", account.createdAt());
      }
    }
    json.writeEndObject();
  }

  private static void writeMembers(JsonGenerator json, Submission.Post post) throws IOException {
    JsonText.string(json, "clientKey", post.clientKey());
    ContentJson.write(json, post.draft());
    json.writeStringField("visibility", post.visibility().json());
    if (post.replyTo() != null) {
      ContentJson.write(json, "replyTo", post.replyTo());
    }
    JsonText.instant(json, "createdAt", post.createdAt());
  }

  private static void writeMembers(JsonGenerator json, Submission.Boost boost) throws IOException {
    JsonText.string(json, "clientKey", boost.clientKey());
    ContentJson.write(json, "boostOf", boost.boostOf());
    json.writeStringField("visibility", boost.visibility().json());
    JsonText.instant(json, "createdAt", boost.createdAt());
  }

  private static Submission read(JsonFields fields) {
    String type = fields.string("type");
    if (fields.has("v")) {
      fields.number("v", EventJson.VERSION, EventJson.VERSION);
    }
    return switch (type) {
      case "post" -> post(fields);
      case "boost" -> boost(fields);
      case "edit" ->
          new Submission.Edit(
              account(fields, "author"), target(fields, "post"), ContentJson.draft(fields));
      case "delete" -> new Submission.Delete(account(fields, "author"), target(fields, "post"));
      case "follow" ->
          new Submission.Follow(account(fields, "author"), account(fields, "followee"));
      case "unfollow" ->
          new Submission.Unfollow(account(fields, "author"), account(fields, "followee"));
      case "account" ->
          new Submission.Account(
              fields.string("username"),
              ContentJson.profile(fields),
              fields.optionalInstant("createdAt"));
      default -> throw new InvalidEventException("type", TYPES, InvalidEventException.quote(type));
    };
  }

  private static Submission post(JsonFields fields) {
    return new Submission.Post(
        account(fields, "author"),
        fields.optionalString("clientKey"),
        ContentJson.draft(fields),
        fields.constant("visibility", Visibility.PUBLIC),
        fields.optionalObject("replyTo", ContentJson::target),
        fields.optionalInstant("createdAt"));
  }

  private static Submission boost(JsonFields fields) {
    return new Submission.Boost(
        account(fields, "author"),
        fields.optionalString("clientKey"),
        target(fields, "boostOf"),
        fields.constant("visibility", Visibility.PUBLIC),
        fields.optionalInstant("createdAt"));
  }

  private static PostTarget target(JsonFields fields, String name) {
    return fields.object(name, ContentJson::target);
  }

  private static AccountRef account(JsonFields fields, String name) {
    String text = fields.string(name);
    try {
      return AccountRef.parse(text);
    } catch (InvalidEventException e) {
      throw e.under(name);
    }
  }
}
