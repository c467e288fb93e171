package io.rivulet.fanout.chunk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Numbers by owner that are derived from a store when first asked for, and kept up to date after:
/// counts, the newest of something.
///
/// A count that is stored and incremented drifts from what it counts with the first crash between
/// the two writes; this one starts from the store again.
public final class Derived {
  private static final int AUTHORS = 100_000;

  private final Cache<Long, Long> numbers =
      Caffeine.newBuilder().maximumSize(AUTHORS).executor(Runnable::run).build();
  private final LongUnaryOperator derive;

  /// Derives numbers.
  ///
  /// @param derive finds an author's number in the store
  public Derived(LongUnaryOperator derive) {
    this.derive = derive;
  }

  /// The number of an author.
  public long of(long author) {
    return Objects.requireNonNull(numbers.get(author, derive::applyAsLong));
  }

  /// Follows a change of the store, if the number is known.
  ///
  /// @param change from the number before; null where only the store knows the one after
  public void changed(long author, LongFunction<@Nullable Long> change) {
    numbers.asMap().computeIfPresent(author, (_, number) -> change.apply(number));
  }
}
