package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The target refused the viewer's request to follow. Does not end a following.
public record FollowRejected(long viewer, long target, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public FollowRejected {
    RelationEvent.check(viewer, target, at);
  }
}
