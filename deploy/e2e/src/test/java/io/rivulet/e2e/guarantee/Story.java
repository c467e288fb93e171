package io.rivulet.e2e.guarantee;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that was done and all that was seen.
final class Story {
  private final TreeMap<Long, Act.Published> published = new TreeMap<>();
  private final Map<Long, List<Act.Published>> showing = new HashMap<>();
  private final Map<Long, Act.Deleted> deleted = new HashMap<>();
  private final List<Page> pages;
  private final Ties ties;
  private final InForce inForce;

  Story(List<Act> acts, InForce inForce, List<Page> pages) {
    this.pages = List.copyOf(pages);
    this.inForce = inForce;
    List<Act.Related> related = new ArrayList<>();
    for (Act act : acts) {
      switch (act) {
        case Act.Published post -> add(post);
        case Act.Deleted delete -> deleted.putIfAbsent(delete.id(), delete);
        case Act.Related relation -> related.add(relation);
      }
    }
    this.ties = new Ties(related, inForce);
  }

  /// To boost what one has boosted answers with the boost that is there.
  private void add(Act.Published post) {
    if (published.putIfAbsent(post.entry().id(), post) == null) {
      showing.computeIfAbsent(post.entry().shown().id(), _ -> new ArrayList<>()).add(post);
    }
  }

  /// What every guarantee says of it.
  List<Verdict> verdicts() {
    return List.of(
            new NoLostPost(),
            new NoRepeatedPost(),
            new NoResurrectedPost(),
            new OrderById(),
            new NothingHiddenVisible())
        .stream()
        .map(guarantee -> guarantee.judge(this))
        .toList();
  }

  /// In the order in which they were asked for.
  List<Page> pages() {
    return pages;
  }

  Ties ties() {
    return ties;
  }

  boolean inForce(Page page, Act act) {
    return inForce.on(page, act);
  }

  @Nullable Entry entry(long id) {
    Act.Published post = published.get(id);
    return post == null ? null : post.entry();
  }

  /// All entries with an id that the page was asked for and covers.
  List<Act.Published> covered(Page page) {
    return within(page.window()).stream().filter(post -> page.covers(post.entry().id())).toList();
  }

  private Collection<Act.Published> within(Window window) {
    return published.subMap(window.above(), false, window.below(), false).values();
  }

  /// Entries that show a post: itself and its boosts.
  List<Act.Published> showing(long post) {
    return showing.getOrDefault(post, List.of());
  }

  /// The deletes of an entry: its own and that of what it boosts.
  List<Act.Deleted> deletes(Entry entry) {
    List<Act.Deleted> deletes = new ArrayList<>();
    for (long id :
        entry.isBoost() ? List.of(entry.id(), entry.shown().id()) : List.of(entry.id())) {
      Act.Deleted delete = deleted.get(id);
      if (delete != null) {
        deletes.add(delete);
      }
    }
    return deletes;
  }
}
