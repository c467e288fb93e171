package io.rivulet.post;

import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.JsonFields;
import io.rivulet.event.JsonText;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A post as it is now: as published, with the last edit's content, or deleted.
///
/// Records of one author are applied in the order of their topic. Deleted is final, and leaves
/// nothing of the content.
///
/// @param published the post, with the content of the last edit
/// @param editedAt null if never edited
/// @param deletedAt null unless deleted
public record Post(
    PostPublished published, @Nullable Instant editedAt, @Nullable Instant deletedAt) {

  public static Post of(PostPublished published) {
    return new Post(published, null, null);
  }

  public long id() {
    return published.id();
  }

  public long author() {
    return published.author();
  }

  public PostContent content() {
    return published.content();
  }

  public boolean deleted() {
    return deletedAt != null;
  }

  /// The post after an edit. A boost and a deleted post stay as they are.
  public Post edited(PostEdited edited) {
    requireAuthor(edited.author());
    if (deleted() || published.boost()) {
      return this;
    }
    return new Post(published.withContent(edited.content()), edited.editedAt(), null);
  }

  /// The post after its end.
  public Post deleted(PostDeleted deleted) {
    requireAuthor(deleted.author());
    return deleted()
        ? this
        : new Post(published.withContent(PostContent.EMPTY), editedAt, deleted.deletedAt());
  }

  private void requireAuthor(long author) {
    if (author != author()) {
      throw new IllegalArgumentException(
          "author of post " + id() + ": expected " + author() + ", found " + author);
    }
  }

  /// The form in which state stores keep it.
  public byte[] encode() {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          JsonText.instant(json, "editedAt", editedAt);
          JsonText.instant(json, "deletedAt", deletedAt);
          json.writeFieldName("post");
          EventJson.write(json, published);
          json.writeEndObject();
        });
  }

  /// Reads what [#encode()] wrote.
  ///
  /// @throws InvalidEventException if the bytes are no post
  public static Post decode(byte[] value) {
    JsonFields fields = JsonFields.parse(value);
    return new Post(
        fields.object("post", Post::published),
        fields.optionalInstant("editedAt"),
        fields.optionalInstant("deletedAt"));
  }

  private static PostPublished published(JsonFields fields) {
    if (EventJson.read(fields) instanceof PostPublished published) {
      return published;
    }
    throw new InvalidEventException("type", "post-published", fields.string("type"));
  }
}
