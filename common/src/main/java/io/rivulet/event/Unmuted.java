package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a mute.
public record Unmuted(long viewer, long target, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Unmuted {
    RelationEvent.check(viewer, target, at);
  }
}
