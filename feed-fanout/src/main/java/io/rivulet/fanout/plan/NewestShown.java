package io.rivulet.fanout.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/// The newest post of an author that is not deleted, derived from a store when first asked for, and
/// kept up to date after; asked for whenever an author has posted.
final class NewestShown {
  private static final int AUTHORS = 100_000;

  private final Cache<Long, Long> ids =
      Caffeine.newBuilder().maximumSize(AUTHORS).executor(Runnable::run).build();
  private final LongUnaryOperator derive;

  /// @param derive finds it in the store: an id, or 0 if there is none
  NewestShown(LongUnaryOperator derive) {
    this.derive = derive;
  }

  long of(long author) {
    return Objects.requireNonNull(ids.get(author, derive::applyAsLong));
  }

  /// Follows a change of the store.
  void changed(long author, long id, boolean shown) {
    ids.asMap()
        .computeIfPresent(
            author,
            (_, newest) -> {
              if (shown) {
                return Math.max(newest, id);
              }
              // Which one is before it only the store knows.
              return newest == id ? null : newest;
            });
  }
}
