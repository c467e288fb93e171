package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account ceased to follow another.
public record Unfollowed(long follower, long followee, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Unfollowed {
    Check.id("follower", follower);
    Check.id("followee", followee);
    Check.different("followee", followee, follower, "an account other than the follower");
    Check.instant("at", at);
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
