package io.rivulet.reader.merge;

import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.page.Window;
import io.rivulet.timeline.PackedIds;
import java.util.Collection;
import java.util.stream.LongStream;

/// ⋃ recent(a) over authors, from their timelines in Redis.
public final class RecentEntries {
  private final AuthorTimelines timelines;

  public RecentEntries(AuthorTimelines timelines) {
    this.timelines = timelines;
  }

  /// How many entries an author's recent ones are, and a home timeline keeps.
  public int kept() {
    return timelines.limits().kept();
  }

  /// The entries of a window that come first in its direction, in that order. Mostly one round trip
  /// for the authors' first ids, one for those of whom more is needed, and one for the own.
  ///
  /// @param own the author who may have published what is not in his timeline yet, or 0
  /// @param lately ids of what `own` published, edited or deleted lately, in any order
  /// @throws io.rivulet.reader.fetch.NotYetException if a timeline is not known
  public long[] read(
      PackedIds authors, long own, Collection<Long> lately, Window window, int count) {
    boolean ahead = !lately.isEmpty() && authors.contains(own);
    Gathering gathering =
        new Gathering(ahead ? without(own, authors) : authors, window, count, Reach.DEFAULT);
    if (ahead) {
      gathering.add(with(lately, timelines.recent(own).getFirst()));
    }
    while (!gathering.done()) {
      timelines.step(gathering, Reach.DEFAULT);
    }
    return gathering.inOrder();
  }

  private static PackedIds without(long own, PackedIds authors) {
    return PackedIds.of(LongStream.of(authors.toArray()).filter(id -> id != own).toArray());
  }

  /// recent(a) as it will be when all of `lately` has arrived. An edit may concern an entry that is
  /// no longer among the newest: then it is cut off here.
  private PackedIds with(Collection<Long> lately, PackedIds recent) {
    IdCollector newest = new IdCollector(Window.ALL, kept());
    newest.add(recent);
    lately.forEach(newest::add);
    return PackedIds.of(newest.ascending());
  }
}
