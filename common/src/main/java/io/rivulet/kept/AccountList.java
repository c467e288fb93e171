package io.rivulet.kept;

import io.rivulet.event.Limits;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import java.util.List;
import java.util.TreeSet;

/// A list of accounts.
///
/// @param members ascending
public record AccountList(
    long id, String title, ListReplies replies, boolean exclusive, List<Long> members) {

  public AccountList {
    members = List.copyOf(members);
  }

  AccountList saved(ListSaved event) {
    return new AccountList(id, event.title(), event.replies(), event.exclusive(), members);
  }

  /// With accounts in it, or without; the first [Limits#LIST_MEMBERS] of them.
  AccountList changed(List<Long> accounts, boolean in) {
    TreeSet<Long> changed = new TreeSet<>(members);
    if (in) {
      changed.addAll(accounts);
    } else {
      accounts.forEach(changed::remove);
    }
    List<Long> first = changed.stream().limit(Limits.LIST_MEMBERS).toList();
    return new AccountList(id, title, replies, exclusive, first);
  }
}
