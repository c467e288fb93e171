package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a block. What it ended stays ended: an [Unfollowed] of the target after this one
/// undoes what the target may have followed while it was blocked.
public record Unblocked(long viewer, long target, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Unblocked {
    RelationEvent.check(viewer, target, at);
  }
}
