package io.rivulet.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The JSON of submissions: `{"type":"post","author":"@ann","text":"Hello"}`. Its schemas are the
/// resources `io/rivulet/event/schema/submission-<type>.json`.
public final class SubmissionJson {

  private static final String TYPES =
      "one of post, boost, edit, delete, follow, unfollow, accept-follow, reject-follow, block,"
          + " unblock, mute, unmute, account";

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
      case Submission.AcceptFollow _ -> "accept-follow";
      case Submission.RejectFollow _ -> "reject-follow";
      case Submission.Block _ -> "block";
      case Submission.Unblock _ -> "unblock";
      case Submission.Mute _ -> "mute";
      case Submission.Unmute _ -> "unmute";
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
      case Submission.Follow follow -> {
        write(json, "followee", follow.followee());
        follow.options().write(json);
      }
      case Submission.Unfollow unfollow -> write(json, "followee", unfollow.followee());
      case Submission.AcceptFollow accept -> write(json, "follower", accept.follower());
      case Submission.RejectFollow reject -> write(json, "follower", reject.follower());
      case Submission.Block block -> write(json, "target", block.target());
      case Submission.Unblock unblock -> write(json, "target", unblock.target());
      case Submission.Mute mute -> {
        write(json, "target", mute.target());
        JsonText.instant(json, "until", mute.until());
      }
      case Submission.Unmute unmute -> write(json, "target", unmute.target());
      case Submission.Account account -> {
        json.writeStringField("username", account.username());
        ContentJson.write(json, account.profile());
        JsonText.instant(json, "createdAt", account.createdAt());
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, AccountRef account)
      throws IOException {
    json.writeStringField(name, account.toString());
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
          new Submission.Edit(author(fields), target(fields, "post"), ContentJson.draft(fields));
      case "delete" -> new Submission.Delete(author(fields), target(fields, "post"));
      case "follow" ->
          new Submission.Follow(
              author(fields), account(fields, "followee"), FollowOptions.read(fields));
      case "unfollow" -> new Submission.Unfollow(author(fields), account(fields, "followee"));
      case "accept-follow" ->
          new Submission.AcceptFollow(author(fields), account(fields, "follower"));
      case "reject-follow" ->
          new Submission.RejectFollow(author(fields), account(fields, "follower"));
      case "block" -> new Submission.Block(author(fields), account(fields, "target"));
      case "unblock" -> new Submission.Unblock(author(fields), account(fields, "target"));
      case "mute" ->
          new Submission.Mute(
              author(fields), account(fields, "target"), fields.optionalInstant("until"));
      case "unmute" -> new Submission.Unmute(author(fields), account(fields, "target"));
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
        author(fields),
        fields.optionalString("clientKey"),
        ContentJson.draft(fields),
        fields.constant("visibility", Visibility.PUBLIC),
        fields.optionalObject("replyTo", ContentJson::target),
        fields.optionalInstant("createdAt"));
  }

  private static Submission boost(JsonFields fields) {
    return new Submission.Boost(
        author(fields),
        fields.optionalString("clientKey"),
        target(fields, "boostOf"),
        fields.constant("visibility", Visibility.PUBLIC),
        fields.optionalInstant("createdAt"));
  }

  private static PostTarget target(JsonFields fields, String name) {
    return fields.object(name, ContentJson::target);
  }

  private static AccountRef author(JsonFields fields) {
    return account(fields, "author");
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
