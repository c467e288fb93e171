package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account does not want to see another's entries and boosts of its posts, without ceasing to
/// follow it.
///
/// @param until when the mute ends by itself; null for never
public record Muted(
    long viewer, long target, @Nullable Instant until, Instant at, @Nullable Origin origin)
    implements RelationEvent {

  public Muted {
    RelationEvent.check(viewer, target, at);
    if (until != null) {
      Check.instant("until", until);
    }
  }
}
