package io.rivulet.kept;

import io.rivulet.event.KeptEvent;
import io.rivulet.event.ListDeleted;
import io.rivulet.event.ListMembersChanged;
import io.rivulet.event.ListSaved;
import io.rivulet.event.MarkerMoved;
import io.rivulet.event.NoticesDismissed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// What is kept for an account: the outcome of its [KeptEvent]s, in order. Encoded by [KeptJson].
///
/// @param version offset in `feed.acts.v1` of the last event, -1 before the first
/// @param markers by timeline
/// @param dismissedUpTo notices up to this id are dismissed
/// @param dismissed notices above that, which are dismissed one by one
public record Kept(
    long version,
    Map<String, Marker> markers,
    long dismissedUpTo,
    SortedSet<Long> dismissed,
    List<AccountList> lists) {
  /// Of an account that has changed nothing.
  public static final Kept NOTHING = new Kept(-1, Map.of(), 0, new TreeSet<>(), List.of());

  /// Lists an account may have; what comes beyond means nothing.
  public static final int LISTS = 50;

  /// Notices dismissed one by one that are remembered: more than are kept.
  static final int DISMISSED = 1_000;

  public Kept {
    lists = List.copyOf(lists);
  }

  /// What is kept after one more event.
  public Kept after(KeptEvent event, long offset) {
    return switch (event) {
      case MarkerMoved moved -> moved(moved, offset);
      case NoticesDismissed gone -> dismissed(gone, offset);
      case ListSaved saved -> saved(saved, offset);
      case ListDeleted deleted ->
          lists(offset, lists.stream().filter(list -> list.id() != deleted.id()).toList());
      case ListMembersChanged changed ->
          changed(changed.id(), offset, list -> list.changed(changed.members(), changed.in()));
    };
  }

  private Kept moved(MarkerMoved event, long offset) {
    Map<String, Marker> changed = new TreeMap<>(markers);
    Marker before = markers.get(event.timeline());
    int version = before == null ? 1 : before.version() + 1;
    changed.put(event.timeline(), new Marker(event.lastRead(), version, event.at()));
    return new Kept(offset, changed, dismissedUpTo, dismissed, lists);
  }

  private Kept dismissed(NoticesDismissed event, long offset) {
    long upTo = event.older() ? Math.max(dismissedUpTo, event.id()) : dismissedUpTo;
    TreeSet<Long> left = new TreeSet<>(dismissed.tailSet(upTo + 1));
    if (event.id() > upTo) {
      left.add(event.id());
    }
    if (left.size() > DISMISSED) {
      left.pollFirst();
    }
    return new Kept(offset, markers, upTo, left, lists);
  }

  private Kept saved(ListSaved event, long offset) {
    if (list(event.id()).isPresent()) {
      return changed(event.id(), offset, list -> list.saved(event));
    }
    List<AccountList> more = new ArrayList<>(lists);
    if (more.size() < LISTS) {
      more.add(
          new AccountList(
              event.id(), event.title(), event.replies(), event.exclusive(), List.of()));
    }
    return lists(offset, more);
  }

  private Kept changed(long id, long offset, UnaryOperator<AccountList> change) {
    return lists(
        offset, lists.stream().map(list -> list.id() == id ? change.apply(list) : list).toList());
  }

  private Kept lists(long offset, List<AccountList> changed) {
    return new Kept(offset, markers, dismissedUpTo, dismissed, changed);
  }

  /// Whether a notice is dismissed.
  public boolean dismisses(long notice) {
    return notice <= dismissedUpTo || dismissed.contains(notice);
  }

  public Optional<AccountList> list(long id) {
    return lists.stream().filter(list -> list.id() == id).findFirst();
  }

  /// The one that has seen more.
  public static Kept newer(Kept a, Kept b) {
    return a.version >= b.version ? a : b;
  }
}
