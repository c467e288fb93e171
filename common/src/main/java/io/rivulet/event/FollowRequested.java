package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account asked to follow one that is locked. Means nothing while the viewer blocks the target;
/// of one that follows already only the options count.
///
/// @param options of the following
public record FollowRequested(
    long viewer, long target, FollowOptions options, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public FollowRequested {
    RelationEvent.check(viewer, target, at);
  }
}
