package io.rivulet.reader.page;

import java.util.List;

/// Hydrates and filters.
@FunctionalInterface
public interface Selection<T> {
  /// The entries of `ids` that all rows show but perhaps *repeated boost*, in the same order.
  ///
  /// @param ahead where to look ahead if there are boosts among them, so that one round trip
  ///   fetches more than one step needs
  List<Shown<T>> shown(long[] ids, Ahead ahead);

  /// Tells which older entries will have to be looked at.
  @FunctionalInterface
  interface Ahead {
    /// Looks at nothing.
    Ahead NONE = _ -> new long[0];

    /// The ids that come next.
    ///
    /// @param original the lowest id of a post that is boosted: nothing below it counts
    long[] downTo(long original);
  }
}
