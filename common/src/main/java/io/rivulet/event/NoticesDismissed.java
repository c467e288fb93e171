package io.rivulet.event;

import org.jspecify.annotations.Nullable;

/// An account does not want to see a notice any more.
///
/// @param id of the notice
/// @param older whether all older ones go too
public record NoticesDismissed(long account, long id, boolean older, @Nullable Origin origin)
    implements KeptEvent {

  public NoticesDismissed {
    Check.id("account", account);
    Check.id("id", id);
  }
}
