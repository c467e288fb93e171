package io.rivulet.reader.page;

/// Where a list's ids come from, before anything is known of the entries.
@FunctionalInterface
public interface Skeleton {
  /// The ids of the window that come first in its direction, in that order.
  ///
  /// @param count at least 1
  /// @return `count` ids, fewer only if there are no more in the window
  long[] next(Window window, int count);
}
