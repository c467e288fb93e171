package io.rivulet.event;

import org.jspecify.annotations.Nullable;

/// An account deleted one of its lists.
public record ListDeleted(long account, long id, @Nullable Origin origin) implements KeptEvent {

  public ListDeleted {
    Check.id("account", account);
    Check.id("id", id);
  }
}
