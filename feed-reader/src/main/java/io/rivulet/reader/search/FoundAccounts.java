package io.rivulet.reader.search;

import io.rivulet.reader.account.AccountPage;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.index.IndexSearch.Listed;
import io.rivulet.reader.index.PostQuery;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageFiller;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Shown;
import io.rivulet.reader.page.Window;
import io.rivulet.reader.search.FoundPages.Found;
import io.rivulet.reader.search.Lookers.Looker;
import io.rivulet.visible.RepeatedBoosts.Candidate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Pages of accounts that the index lists, without those whom the viewer blocks or who block him.
final class FoundAccounts {
  private static final int MOST_BOOSTS = 1_000;

  private final Profiles profiles;
  private final FoundPages pages;

  FoundAccounts(Profiles profiles, FoundPages pages) {
    this.profiles = profiles;
    this.pages = pages;
  }

  /// Where accounts are listed: those of a window that come first in its direction.
  private interface Places {
    List<Listed> next(Window window, int count);
  }

  /// Who follows an account; nobody, for a viewer of whom one blocks the other.
  AccountPage followers(Looker looker, long account, PageRequest request) {
    if (looker.viewpoint().relations().apartFrom(account)) {
      return AccountPage.EMPTY;
    }
    return page(
        looker, request, (window, count) -> looker.search().followers(account, window, count));
  }

  /// Who likes a post: the newest like first.
  AccountPage likers(Looker looker, long post, PageRequest request) {
    return page(looker, request, (window, count) -> looker.search().likers(post, window, count));
  }

  private AccountPage page(Looker looker, PageRequest request, Places places) {
    Map<Long, Listed> listed = new HashMap<>();
    Page<Listed> page =
        PageFiller.fill(
            request,
            (window, count) -> {
              List<Listed> next = places.next(window, count);
              next.forEach(one -> listed.put(one.place(), one));
              return next.stream().mapToLong(Listed::place).toArray();
            },
            (ids, _) ->
                Arrays.stream(ids)
                    .mapToObj(listed::get)
                    .filter(Objects::nonNull)
                    .filter(one -> !looker.viewpoint().relations().apartFrom(one.account()))
                    .map(one -> new Shown<>(new Candidate(one.place(), one.place(), true), one))
                    .toList());
    List<Listed> shown = page.items();
    if (shown.isEmpty()) {
      return AccountPage.EMPTY;
    }
    Map<Long, Profile> found = profiles.find(shown.stream().map(Listed::account).toList());
    return new AccountPage(
        shown.getFirst().place(),
        shown.getLast().place(),
        shown.stream().map(one -> found.get(one.account())).filter(Objects::nonNull).toList());
  }

  /// Who boosted a post, as far as the viewer may see the boosts: the newest first.
  AccountPage boosters(Looker looker, long post, PageRequest request) {
    Found boosts =
        new Found(PostQuery.boostsOf(post), (_, body) -> body.boostOf() == post, true, MOST_BOOSTS);
    List<Status> found = pages.read(looker, request, boosts).items();
    return found.isEmpty()
        ? AccountPage.EMPTY
        : new AccountPage(
            found.getFirst().id(),
            found.getLast().id(),
            found.stream().map(Status::author).toList());
  }
}
