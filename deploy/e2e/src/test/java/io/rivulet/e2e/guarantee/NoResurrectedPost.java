package io.rivulet.e2e.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is deleted is not shown any more, nor is a boost of it; and who has once seen that it is
/// gone never sees it again, however soon.
final class NoResurrectedPost implements Guarantee {
  private record Sight(long viewer, long id) {}

  @Override
  public Verdict judge(Story story) {
    Verdict.Builder verdict = new Verdict.Builder();
    Map<Sight, Page> gone = gone(story);
    for (Page page : story.pages()) {
      for (long id : page.ids()) {
        Entry entry = story.entry(id);
        if (entry != null && !story.deletes(entry).isEmpty()) {
          verdict.add(shownAgain(story, page, entry, gone));
        }
      }
    }
    // Each that stays away is kept to it as well.
    gone.forEach((_, _) -> verdict.add(List.of()));
    return verdict.of(this);
  }

  private static List<Violation> shownAgain(
      Story story, Page page, Entry entry, Map<Sight, Page> gone) {
    List<Violation> found = new ArrayList<>();
    for (Act.Deleted delete : story.deletes(entry)) {
      if (story.inForce(page, delete)) {
        found.add(Violation.of(page, entry.id(), "shown; deleted at " + delete.at()));
      }
    }
    Page without = gone.get(new Sight(page.viewer(), entry.id()));
    if (without != null && without.at().before(page.at())) {
      found.add(Violation.of(page, entry.id(), "shown; seen deleted on page " + without));
    }
    return found;
  }

  /// The first page on which somebody could see that an entry is deleted.
  private static Map<Sight, Page> gone(Story story) {
    Expected expected = new Expected(story);
    Map<Sight, Page> gone = new HashMap<>();
    for (Page page : story.pages()) {
      for (Act.Published post : story.covered(page)) {
        Entry entry = post.entry();
        if (!story.deletes(entry).isEmpty()
            && !page.shows(entry.id())
            && expected.unlessDeleted(page, post)) {
          gone.merge(
              new Sight(page.viewer(), entry.id()),
              page,
              (one, other) -> one.at().ended() <= other.at().ended() ? one : other);
        }
      }
    }
    return gone;
  }
}
