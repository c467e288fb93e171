package io.rivulet.fanout.chunk;

import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Numbers by owner that are derived from a store when first asked for, and kept up to date after:
/// counts, the newest of something.
///
/// A count that is stored and incremented drifts from what it counts with the first crash between
/// the two writes; this one starts from the store again.
public final class Derived {
  private final Held<Long> numbers = new Held<>(_ -> 2 * Long.BYTES);
  private final LongUnaryOperator derive;

  /// Derives numbers.
  ///
  /// @param derive finds an author's number in the store
  public Derived(LongUnaryOperator derive) {
    this.derive = derive;
  }

  /// The number of an author.
  public long of(long author) {
    return numbers.get(author, derive::applyAsLong);
  }

  /// Follows a change of the store, if the number is known.
  ///
  /// @param change from the number before; null where only the store knows the one after
  public void changed(long author, Function<Long, @Nullable Long> change) {
    numbers.patch(author, change);
  }
}
