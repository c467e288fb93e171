package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account took a like, a bookmark or a pin back.
public record Unreacted(
    long account, Reaction reaction, PostRef post, Instant at, @Nullable Origin origin)
    implements ReactionEvent {

  public Unreacted {
    ReactionEvent.check(account, reaction, at);
  }
}
