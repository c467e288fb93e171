package io.rivulet.bench.ceiling;

import io.rivulet.timeline.PackedIds;

/// Ids that grow. Entries of one timeline are as far apart as there are timelines, when each is
/// visited once in a turn.
final class Clock {
  /// Room between neighbours, for ids that come late and were nowhere before.
  private static final int STEP_BITS = 6;

  private final long origin;
  private long number;

  Clock(long origin) {
    this.origin = origin;
  }

  private long id(long at) {
    return origin + (at << STEP_BITS);
  }

  /// The id that comes after so many others.
  long ahead(long by) {
    return id(number + by);
  }

  void advance(long by) {
    number += by;
  }

  /// The next ids.
  byte[] next(int count) {
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = id(++number);
    }
    return PackedIds.pack(ids);
  }

  /// An id that is late by so many others.
  byte[] late(long by, int odd) {
    return PackedIds.pack(id(++number - by) + (odd & ((1 << STEP_BITS) - 1)));
  }
}
