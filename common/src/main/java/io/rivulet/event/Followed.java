package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account began to follow another, or changed how. Means nothing while the follower blocks the
/// followee.
///
/// @param options of the following
public record Followed(
    long follower, long followee, FollowOptions options, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Followed {
    RelationEvent.check(follower, followee, at);
  }

  public Followed(long follower, long followee, Instant at, @Nullable Origin origin) {
    this(follower, followee, FollowOptions.UNCHANGED, at, origin);
  }

  @Override
  public long viewer() {
    return follower;
  }

  @Override
  public long target() {
    return followee;
  }
}
