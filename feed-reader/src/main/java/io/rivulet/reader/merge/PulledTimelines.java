package io.rivulet.reader.merge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.timeline.PackedIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Reads recent(a) of large authors, of whom many viewers need the same: from the process for as
/// long as the staleness bound allows, else from Redis, all that are missing in one round trip.
///
/// It serves merges above the floor of a timeline. There a stale one only makes entries late, as a
/// slow delivery does. A rebuild, and pages below the floor, read Redis.
public final class PulledTimelines {
  /// What an entry of the cache takes beside the ids, roughly.
  private static final int OVERHEAD = 200;

  private final AuthorTimelines timelines;
  private final ReaderMeters meters;
  private final LongSupplier nanoTime;
  private final long staleness;
  private final Cache<Long, Held> held;

  /// @param nanoTime as [System#nanoTime]
  public PulledTimelines(
      AuthorTimelines timelines,
      ReaderMeters meters,
      PullSettings settings,
      LongSupplier nanoTime) {
    this.timelines = timelines;
    this.meters = meters;
    this.nanoTime = nanoTime;
    this.staleness = settings.staleness().toNanos();
    this.held =
        Caffeine.newBuilder()
            .maximumWeight(settings.bytes())
            .weigher((Long _, Held some) -> some.recent().size() * PackedIds.WIDTH + OVERHEAD)
            .expireAfterWrite(settings.staleness())
            .build();
  }

  /// A timeline as it was at some moment after `askedAt`: the age counts from before the read.
  private record Held(PackedIds recent, long askedAt) {}

  /// recent(a) of authors.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if one is not known
  public Pulled of(long... authors) {
    if (authors.length == 0) {
      return Pulled.NONE;
    }
    long now = nanoTime.getAsLong();
    Map<Long, PackedIds> recent = HashMap.newHashMap(authors.length);
    for (long author : authors) {
      Held some = held.getIfPresent(author);
      if (some != null && now - some.askedAt() < staleness) {
        recent.put(author, some.recent());
      }
    }
    long[] missing = LongStream.of(authors).filter(author -> !recent.containsKey(author)).toArray();
    meters.pulled(recent.size(), missing.length);
    if (missing.length > 0) {
      List<PackedIds> read = timelines.recent(missing);
      for (int i = 0; i < missing.length; i++) {
        recent.put(missing[i], read.get(i));
        held.put(missing[i], new Held(read.get(i), now));
      }
    }
    return new Pulled(recent, timelines.limits().kept());
  }
}
