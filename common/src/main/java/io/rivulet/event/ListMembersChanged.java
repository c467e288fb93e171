package io.rivulet.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account put accounts in one of its lists, or took some out.
///
/// @param members at most [Limits#LIST_MEMBERS]
/// @param in whether they are in it from now on
public record ListMembersChanged(
    long account, long id, List<Long> members, boolean in, @Nullable Origin origin)
    implements KeptEvent {

  public ListMembersChanged {
    Check.id("account", account);
    Check.id("id", id);
    members = Check.list("members", members, Limits.LIST_MEMBERS);
    members.forEach(member -> Check.id("members", member));
  }
}
