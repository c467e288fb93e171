package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The target let the viewer follow, who had asked for it. Means nothing if there is no request.
public record FollowAccepted(long viewer, long target, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public FollowAccepted {
    RelationEvent.check(viewer, target, at);
  }
}
