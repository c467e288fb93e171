package io.rivulet.local.scale;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/// How long records wait in each partition until they are committed, which the fan-out does only
/// with what Redis has acknowledged: seen from Kafka, so that it holds for partitions that no
/// worker has at the moment, too.
///
/// A record counts from the first look that sees it to the first that sees it committed: both are
/// late by the time between two looks at most, so a wait is exact to that.
final class Waits {
  /// The longest wait of all.
  record Longest(double seconds, Optional<TopicPartition> in) {
    private static final Longest NONE = new Longest(0, Optional.empty());
  }

  /// That a partition had so many records at a time.
  private record Mark(double at, long end) {}

  private final Map<TopicPartition, ArrayDeque<Mark>> marks = new HashMap<>();
  private double now;
  private long records;
  private long mostRecords;
  private Longest longest = Longest.NONE;

  /// What is seen at a time.
  ///
  /// @param seconds not before those of the last look
  /// @param ends of all partitions
  /// @param committed where it is missing, nothing is
  void look(double seconds, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
    now = seconds;
    records = 0;
    ends.forEach((partition, end) -> look(partition, end, committed.getOrDefault(partition, 0L)));
    mostRecords = Math.max(mostRecords, records);
  }

  private void look(TopicPartition partition, long end, long committed) {
    records += Math.max(0, end - committed);
    ArrayDeque<Mark> waiting = marks.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    if (end > committed && (waiting.isEmpty() || waiting.getLast().end() < end)) {
      waiting.add(new Mark(now, end));
    }
    if (!waiting.isEmpty() && now - waiting.getFirst().at() > longest.seconds()) {
      longest = new Longest(now - waiting.getFirst().at(), Optional.of(partition));
    }
    while (!waiting.isEmpty() && waiting.getFirst().end() <= committed) {
      waiting.remove();
    }
  }

  /// How many wait, as of the last look.
  long records() {
    return records;
  }

  /// The most that waited at a look since [#again()].
  long mostRecords() {
    return mostRecords;
  }

  /// How long the one that has waited longest has done so, 0 if none waits.
  double oldest() {
    return marks.values().stream()
        .filter(waiting -> !waiting.isEmpty())
        .map(waiting -> now - waiting.getFirst().at())
        .max(Comparator.naturalOrder())
        .orElse(0.0);
  }

  /// The longest that any has waited since [#again()], whether it still does or not.
  Longest longest() {
    return longest;
  }

  /// Whether all that was seen up to a time is committed.
  boolean through(double seconds) {
    return marks.values().stream()
        .allMatch(waiting -> waiting.isEmpty() || waiting.getFirst().at() > seconds);
  }

  /// Forgets the longest and the most. What waits goes on waiting.
  void again() {
    longest = Longest.NONE;
    mostRecords = records;
  }
}
