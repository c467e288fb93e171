package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account liked, bookmarked or pinned a post.
///
/// @param id of the act, made like a post's: the author is told of a like under it
public record Reacted(
    long id, long account, Reaction reaction, PostRef post, Instant at, @Nullable Origin origin)
    implements ReactionEvent {

  public Reacted {
    Check.id("id", id);
    ReactionEvent.check(account, reaction, at);
  }
}
