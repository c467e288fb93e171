package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account began to follow another.
public record Followed(long follower, long followee, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Followed {
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
