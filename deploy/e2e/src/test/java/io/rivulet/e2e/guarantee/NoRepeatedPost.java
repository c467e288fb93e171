package io.rivulet.e2e.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// No entry comes twice, on one page or on those that continue it, and no boost shows what one of
/// the older entries on its page shows. The viewer's own boosts are shown whatever they show.
final class NoRepeatedPost implements Guarantee {
  /// Of so many next-older entries none shows the same post.
  private static final int REACH = 80;

  @Override
  public Verdict judge(Story story) {
    Verdict.Builder verdict = new Verdict.Builder();
    Map<Integer, Set<Long>> walks = new HashMap<>();
    for (Page page : story.pages()) {
      Set<Long> shown = walks.computeIfAbsent(page.walk(), _ -> new HashSet<>());
      for (int i = 0; i < page.ids().size(); i++) {
        List<Violation> found = new ArrayList<>();
        long id = page.ids().get(i);
        if (!shown.add(id)) {
          found.add(Violation.of(page, id, "shown once more on the same walk"));
        }
        Entry entry = story.entry(id);
        if (entry != null && repeatsOlder(story, page, entry, i)) {
          found.add(Violation.of(page, id, "shows what an older entry of the page shows"));
        }
        verdict.add(found);
      }
    }
    return verdict.of(this);
  }

  private static boolean repeatsOlder(Story story, Page page, Entry entry, int place) {
    List<Long> ids = page.ids();
    return entry.isBoost()
        && entry.author() != page.viewer()
        && ids.subList(place + 1, Math.min(ids.size(), place + 1 + REACH)).stream()
            .map(story::entry)
            .anyMatch(
                other ->
                    other != null
                        && other.id() < entry.id()
                        && other.shown().id() == entry.shown().id());
  }
}
