package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account asked to follow one that is locked. Means nothing while the viewer blocks the target;
/// of one that follows already only `boosts` counts.
///
/// @param boosts whether the target's boosts are to show; null leaves it as it is, and they show to
///   whoever begins to follow
public record FollowRequested(
    long viewer, long target, @Nullable Boolean boosts, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public FollowRequested {
    RelationEvent.check(viewer, target, at);
  }
}
