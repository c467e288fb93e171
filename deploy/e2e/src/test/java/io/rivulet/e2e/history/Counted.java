package io.rivulet.e2e.history;

import java.util.concurrent.atomic.LongAdder;

/// How much was checked, so that a run that checks nothing shows.
final class Counted {
  /// Reads while things were under way.
  static final LongAdder READS = new LongAdder();

  /// Of them, those answered with 503.
  static final LongAdder UNKNOWN = new LongAdder();

  /// Entries that had to be served while things were under way.
  static final LongAdder DUE = new LongAdder();

  /// Pages compared exactly.
  static final LongAdder EXACT = new LongAdder();

  private Counted() {}

  static String line() {
    return "reads under way %d (503: %d), entries due %d, pages exact %d"
        .formatted(READS.sum(), UNKNOWN.sum(), DUE.sum(), EXACT.sum());
  }
}
