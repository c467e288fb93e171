package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account ceased to follow another, or took its request back.
public record Unfollowed(long follower, long followee, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Unfollowed {
    RelationEvent.check(follower, followee, at);
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
