package io.rivulet.reader.merge;

import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.timeline.PackedIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Reads recent(a) of large authors, of whom many viewers need the same: from the process for as
/// long as the staleness bound allows, else from Redis, all that are missing in one round trip.
///
/// It serves merges above the floor of a timeline. There a stale one only makes entries late, as a
/// slow delivery does. A rebuild, and pages below the floor, read Redis.
public final class PulledTimelines {
  private final AuthorTimelines timelines;
  private final ReaderMeters meters;
  private final Held<PackedIds> held;

  public PulledTimelines(AuthorTimelines timelines, ReaderMeters meters, Held<PackedIds> held) {
    this.timelines = timelines;
    this.meters = meters;
    this.held = held;
  }

  /// Has the timeline of an author read anew, since there is something in it that somebody waits
  /// for.
  public void forget(long author) {
    held.forget(author);
  }

  /// recent(a) of authors.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if one is not known
  public Pulled of(long... authors) {
    if (authors.length == 0) {
      return Pulled.NONE;
    }
    long now = held.now();
    Map<Long, PackedIds> recent = HashMap.newHashMap(authors.length);
    for (long author : authors) {
      PackedIds some = held.find(author, now);
      if (some != null) {
        recent.put(author, some);
      }
    }
    long[] missing = LongStream.of(authors).filter(author -> !recent.containsKey(author)).toArray();
    meters.pulled(recent.size(), missing.length);
    if (missing.length > 0) {
      List<PackedIds> read = timelines.recent(missing);
      for (int i = 0; i < missing.length; i++) {
        recent.put(missing[i], read.get(i));
        held.hold(missing[i], read.get(i), now);
      }
    }
    return new Pulled(recent, timelines.limits().kept());
  }
}
