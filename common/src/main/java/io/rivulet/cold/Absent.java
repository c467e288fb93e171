package io.rivulet.cold;

import java.util.function.Predicate;
import java.util.function.Supplier;

/// What Redis does not have: it may not exist, or have been lost with Redis.
public final class Absent {
  private Absent() {}

  /// Reads something. What is absent is read once more after it is sure that all there is is there,
  /// since it may have been written in between; and if that is still so afterwards, what is absent
  /// still does not exist.
  ///
  /// @param absent whether what was read is
  /// @param complete throws if not all is there
  public static <T> T unlessLost(Supplier<T> read, Predicate<T> absent, Runnable complete) {
    T found = read.get();
    if (!absent.test(found)) {
      return found;
    }
    complete.run();
    T again = read.get();
    if (absent.test(again)) {
      complete.run();
    }
    return again;
  }
}
