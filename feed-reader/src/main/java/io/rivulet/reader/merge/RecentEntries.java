package io.rivulet.reader.merge;

import io.rivulet.reader.page.Window;
import io.rivulet.timeline.PackedIds;
import java.util.Collection;
import java.util.List;

/// ⋃ recent(a) over authors, from their timelines in Redis.
public final class RecentEntries {
  /// Timelines read at a time: at most 0.85 MB in memory, whatever the number of authors.
  public static final int BATCH = 100;

  private final AuthorTimelines timelines;

  public RecentEntries(AuthorTimelines timelines) {
    this.timelines = timelines;
  }

  /// How many entries an author's recent ones are, and a home timeline keeps.
  public int kept() {
    return timelines.limits().kept();
  }

  /// The entries of a window that come first in its direction, in that order.
  ///
  /// @param own the author who may have published what is not in his timeline yet, or 0
  /// @param lately ids of what `own` published, edited or deleted lately, in any order
  /// @throws io.rivulet.reader.fetch.NotYetException if a timeline is not known
  public long[] read(
      PackedIds authors, long own, Collection<Long> lately, Window window, int count) {
    IdCollector collector = new IdCollector(window, count);
    for (int from = 0; from < authors.size(); from += BATCH) {
      int to = Math.min(from + BATCH, authors.size());
      List<PackedIds> recent = timelines.recent(authors, from, to);
      for (int i = from; i < to; i++) {
        PackedIds ids = recent.get(i - from);
        collector.add(authors.at(i) == own ? with(lately, ids) : ids);
      }
    }
    return collector.inOrder();
  }

  /// recent(a) as it will be when all of `lately` has arrived. An edit may concern an entry that is
  /// no longer among the newest: then it is cut off here.
  private PackedIds with(Collection<Long> lately, PackedIds recent) {
    if (lately.isEmpty()) {
      return recent;
    }
    IdCollector newest = new IdCollector(Window.ALL, kept());
    newest.add(recent);
    lately.forEach(newest::add);
    return PackedIds.of(newest.ascending());
  }
}
