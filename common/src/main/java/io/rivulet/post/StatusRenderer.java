package io.rivulet.post;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.event.JsonText;
import io.rivulet.event.Media;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Renders a post as the Status of the HTTP API, once, when it is written, so that a read only
/// copies bytes.
///
/// The fragment has every member of a Status but those that depend on the viewer, on counts, and
/// `account` and `reblog`, which the reader puts beside it.
public final class StatusRenderer {

  private final WebAddresses addresses;
  private final AttachmentRenderer attachments;

  public StatusRenderer(WebAddresses addresses) {
    this.addresses = addresses;
    this.attachments = new AttachmentRenderer(addresses);
  }

  /// A medium as it will be served in a post: an object, as UTF-8.
  public static byte[] attachment(long id, Media medium) {
    return JsonText.of(json -> AttachmentRenderer.write(json, Long.toString(id), medium));
  }

  /// The members of the Status, without braces, as UTF-8. Of a boost, it is the wrapper's.
  public byte[] fragment(Post post) {
    return ServedJson.fragment(json -> write(json, post));
  }

  /// The text as HTML.
  public String html(PostContent content) {
    return HtmlText.render(content.text(), content.mentions(), addresses);
  }

  private void write(JsonGenerator json, Post post) throws IOException {
    PostPublished published = post.published();
    PostContent content = post.content();
    json.writeStringField("id", Long.toString(post.id()));
    json.writeStringField("uri", addresses.post(post.id()));
    json.writeStringField("url", addresses.post(post.id()));
    ServedJson.time(json, "created_at", published.createdAt());
    ServedJson.time(json, "edited_at", post.editedAt());
    json.writeStringField("content", html(content));
    json.writeStringField("visibility", visibility(published.visibility()));
    json.writeBooleanField("sensitive", content.sensitive());
    json.writeStringField("spoiler_text", content.contentWarning());
    ServedJson.string(json, "language", content.language());
    writeReply(json, published.replyTo());
    attachments.writeMedia(json, post.id(), content.media());
    attachments.writeCard(json, content.card());
    writeMentions(json, content);
    writeTags(json, content);
    ServedJson.empty(json, "emojis");
    json.writeNullField("poll");
    json.writeNullField("quote");
    json.writeNullField("application");
  }

  /// The convention's own names.
  public static String visibility(Visibility visibility) {
    return switch (visibility) {
      case PUBLIC -> "public";
      case UNLISTED -> "unlisted";
      case FOLLOWERS -> "private";
      case DIRECT -> "direct";
    };
  }

  private static void writeReply(JsonGenerator json, @Nullable PostRef replyTo) throws IOException {
    ServedJson.string(json, "in_reply_to_id", replyTo == null ? null : Long.toString(replyTo.id()));
    ServedJson.string(
        json, "in_reply_to_account_id", replyTo == null ? null : Long.toString(replyTo.author()));
  }

  private void writeMentions(JsonGenerator json, PostContent content) throws IOException {
    json.writeArrayFieldStart("mentions");
    for (Mention mention : content.mentions()) {
      json.writeStartObject();
      json.writeStringField("id", Long.toString(mention.account()));
      json.writeStringField("username", mention.username());
      json.writeStringField("url", addresses.profile(mention.username()));
      json.writeStringField("acct", mention.username());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeTags(JsonGenerator json, PostContent content) throws IOException {
    json.writeArrayFieldStart("tags");
    for (String tag : content.tags()) {
      json.writeStartObject();
      json.writeStringField("name", tag);
      json.writeStringField("url", addresses.tag(tag));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
