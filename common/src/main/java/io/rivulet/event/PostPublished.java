package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A post, a reply or a boost was published.
///
/// A second one of the same author with the same `clientKey` means nothing.
///
/// @param createdAt when the author says it was written; the order of entries is that of ids
/// @param replyTo the post answered, with its author, so that rules need no look-up
/// @param boostOf the post boosted, which has the lower id: so nothing older than a post shows it;
///   a boost has empty content
/// @param clientKey the producer's own name of the post, unique for its author
public record PostPublished(
    long id,
    long author,
    Instant createdAt,
    PostContent content,
    Visibility visibility,
    @Nullable PostRef replyTo,
    @Nullable PostRef boostOf,
    @Nullable String clientKey,
    @Nullable Origin origin)
    implements PostEvent {

  public PostPublished {
    Check.id("id", id);
    Check.id("author", author);
    Check.instant("createdAt", createdAt);
    Check.clientKey("clientKey", clientKey);
    if (boostOf != null && replyTo != null) {
      throw new InvalidEventException("replyTo", "nothing in a boost", "post " + replyTo.id());
    }
    if (boostOf != null && boostOf.id() >= id) {
      throw new InvalidEventException(
          "boostOf.id", "an id below the boost's own, " + id, Long.toString(boostOf.id()));
    }
    if (boostOf != null && !content.isEmpty()) {
      throw new InvalidEventException("content", "empty content in a boost", "text or media");
    }
  }

  public boolean boost() {
    return boostOf != null;
  }

  public PostPublished withContent(PostContent newContent) {
    return new PostPublished(
        id, author, createdAt, newContent, visibility, replyTo, boostOf, clientKey, origin);
  }
}
