package io.rivulet.reader.account;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Window;
import io.rivulet.relations.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// Lists of accounts out of relations. They are ordered by account id, the greatest first: when a
/// relation began is not known. The cursor is that id, which clients are not to rely on.
final class AccountLists {
  private final Access access;
  private final Known known;
  private final Profiles profiles;

  AccountLists(Access access, Profiles profiles) {
    this.access = access;
    this.known = new Known(access);
    this.profiles = profiles;
  }

  /// Whom a viewer blocks.
  AccountPage blocks(long viewer, PageRequest request) {
    return page(request, known.own(viewer).blocking());
  }

  /// Whom a viewer mutes now.
  AccountPage mutes(long viewer, PageRequest request) {
    Relations own = known.own(viewer);
    long now = access.clock().millis();
    return page(request, matching(own.muting(), account -> own.mutes(account, now)));
  }

  boolean exists(long account) {
    return profiles.find(account).isPresent();
  }

  /// Whom an account follows; nobody, for a viewer of whom one blocks the other.
  AccountPage following(long viewer, long account, PageRequest request) {
    if (account != viewer && known.own(viewer).apartFrom(account)) {
      return AccountPage.EMPTY;
    }
    return page(request, known.own(account).following());
  }

  /// Who asked to follow a viewer and was not answered: their own relations know first.
  AccountPage requests(long viewer, PageRequest request) {
    Relations own = known.own(viewer);
    long[] asking = matching(own.requestedBy(), account -> !own.blocks(account));
    PageRequest left = request;
    while (true) {
      long[] ids = cut(left, asking);
      if (ids.length == 0) {
        return AccountPage.EMPTY;
      }
      List<Relations> theirs = known.own(LongStream.of(ids).boxed().toList());
      List<Long> unanswered = new ArrayList<>(ids.length);
      for (int i = 0; i < ids.length; i++) {
        if (theirs.get(i).to(viewer).requested()) {
          unanswered.add(ids[i]);
        }
      }
      if (!unanswered.isEmpty()) {
        return page(ids, unanswered);
      }
      boolean up = left.window().oldestFirst();
      left = new PageRequest(left.limit(), left.window().after(up ? ids[0] : ids[ids.length - 1]));
    }
  }

  private static long[] matching(long[] accounts, LongPredicate wanted) {
    return LongStream.of(accounts).filter(wanted).toArray();
  }

  private AccountPage page(PageRequest request, long[] ascending) {
    long[] ids = cut(request, ascending);
    return ids.length == 0 ? AccountPage.EMPTY : page(ids, LongStream.of(ids).boxed().toList());
  }

  private AccountPage page(long[] ids, List<Long> shown) {
    Map<Long, Profile> found = profiles.find(shown);
    return new AccountPage(
        ids[0],
        ids[ids.length - 1],
        shown.stream().map(found::get).filter(Objects::nonNull).toList());
  }

  /// The ids of a page, the greatest first.
  private static long[] cut(PageRequest request, long[] ascending) {
    Window window = request.window();
    long[] inside = matching(ascending, window::contains);
    int count = Math.min(request.limit(), inside.length);
    int from = window.oldestFirst() ? 0 : inside.length - count;
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = inside[from + count - 1 - i];
    }
    return ids;
  }
}
