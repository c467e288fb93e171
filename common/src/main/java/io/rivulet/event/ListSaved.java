package io.rivulet.event;

import org.jspecify.annotations.Nullable;

/// An account made a list of accounts, or changed its title or policy.
///
/// @param id of the list
/// @param title 1 to [Limits#LIST_TITLE] code points
/// @param replies which answers of its members it shows
/// @param exclusive whether its members' entries show in the list alone; kept, and without effect
///   on the home timeline
public record ListSaved(
    long account,
    long id,
    String title,
    ListReplies replies,
    boolean exclusive,
    @Nullable Origin origin)
    implements KeptEvent {

  public ListSaved {
    Check.id("account", account);
    Check.id("id", id);
    Check.text("title", title, Limits.LIST_TITLE);
    if (title.isBlank()) {
      throw new InvalidEventException("title", "some text", InvalidEventException.quote(title));
    }
  }
}
