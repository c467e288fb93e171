package io.rivulet.reader.merge;

import io.rivulet.timeline.PackedIds;
import java.util.Arrays;

/// The newest entries of a timeline and the floor above which they are all there are.
///
/// @param ids above the floor
/// @param floor the newest id left out, or 0 if none was
public record Cut(PackedIds ids, long floor) {
  /// Cuts to the newest `kept`.
  ///
  /// @param ascending at least the newest `kept + 1`, so that one tells that something was left out
  /// @param floor below which something was left out before, or 0
  public static Cut of(long[] ascending, int kept, long floor) {
    int surplus = ascending.length - kept;
    return surplus <= 0
        ? new Cut(PackedIds.of(ascending), floor)
        : new Cut(
            PackedIds.of(Arrays.copyOfRange(ascending, surplus, ascending.length)),
            ascending[surplus - 1]);
  }
}
