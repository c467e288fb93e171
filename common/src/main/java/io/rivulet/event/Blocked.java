package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account blocked another: it ceases to follow it, and neither sees the other any more.
///
/// The other side's following lies in another partition of the log. So whoever publishes this one
/// publishes an [Unfollowed] of the target after it: that is how a block ends following both ways.
public record Blocked(long viewer, long target, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Blocked {
    RelationEvent.check(viewer, target, at);
  }
}
