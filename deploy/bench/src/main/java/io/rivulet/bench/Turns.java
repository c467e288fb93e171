package io.rivulet.bench;

import java.util.List;

/// Authors who post in turn, one entry a millisecond, until each has as many as wanted. So the
/// newest entries of a home are by as many authors as can be, and no author timeline can be left
/// out of a merge.
final class Turns {
  private Turns() {}

  /// Writes the authors' accounts and timelines.
  ///
  /// @param order of their turns
  /// @param entries of each
  /// @param bodies how many of the newest entries get a body; more than are ever looked at
  static void fill(Filling filling, List<Long> order, int entries, int bodies) {
    int count = order.size();
    for (int i = 0; i < count; i++) {
      long[] ids = new long[entries];
      for (int turn = 0; turn < entries; turn++) {
        ids[turn] = Filling.entry((long) turn * count + i);
      }
      filling.account(order.get(i), ids);
    }
    long end = (long) count * entries;
    for (long number = Math.max(0, end - bodies); number < end; number++) {
      filling.body(Filling.entry(number), order.get((int) (number % count)));
    }
    filling.finish();
  }
}
