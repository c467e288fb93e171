package io.rivulet.fanout.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.function.LongToIntFunction;

/// Counts by author that are derived from a store when first asked for, and kept up to date after.
///
/// A count that is stored and incremented drifts from what it counts with the first crash between
/// the two writes; this one starts from the store again.
final class DerivedCounts {
  private static final int AUTHORS = 100_000;

  private final Cache<Long, Integer> counts =
      Caffeine.newBuilder().maximumSize(AUTHORS).executor(Runnable::run).build();
  private final LongToIntFunction derive;

  DerivedCounts(LongToIntFunction derive) {
    this.derive = derive;
  }

  int of(long author) {
    return Objects.requireNonNull(counts.get(author, derive::applyAsInt));
  }

  /// Follows a change of the store, if the count is known.
  void changed(long author, int by) {
    counts.asMap().computeIfPresent(author, (_, count) -> count + by);
  }
}
