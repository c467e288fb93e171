package io.rivulet.local.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What became of the acts. Safe for many threads.
final class Tally {
  private final Map<String, LongAdder> done = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> retried = new ConcurrentSkipListMap<>();

  /// Taken by feed-ingest, or, of submissions, by Kafka.
  void done(String kind) {
    count(done, kind);
  }

  void refused(String kind, String reason) {
    count(refused, kind + ": " + reason);
  }

  void failed(String kind, String reason) {
    count(failed, kind + ": " + reason);
  }

  void retried(String kind, String reason) {
    count(retried, kind + ": " + reason);
  }

  LoadReport report(double seconds) {
    return new LoadReport(seconds, sums(done), sums(refused), sums(failed), sums(retried));
  }

  private static void count(Map<String, LongAdder> counts, String what) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((what, count) -> sums.put(what, count.sum()));
    return sums;
  }
}
