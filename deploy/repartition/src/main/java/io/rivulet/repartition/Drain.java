package io.rivulet.repartition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// Waits until nothing comes any more and all that came is planned and delivered.
record Drain(
    Cluster cluster, RepartitionSettings settings, int partitions, Consumer<String> lines) {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int SHOWN = 4;

  /// Where all partitions end.
  Map<TopicPartition, Long> await() {
    awaitSilence();
    List<TopicPartition> inputs = Spread.all(Spread.inputs(), 0, partitions);
    Map<TopicPartition, Long> before = Map.of();
    long since = System.nanoTime();
    while (true) {
      Map<TopicPartition, Long> ends = cluster.ends(inputs);
      List<String> waiting = waiting(ends, cluster.committed(settings.applicationId()));
      long now = System.nanoTime();
      if (!ends.equals(before) || !waiting.isEmpty()) {
        since = now;
      } else if (now - since >= settings.quiet().toNanos()) {
        return ends;
      }
      tell(ends, before, waiting);
      before = ends;
      Cluster.pause(LOOK);
    }
  }

  /// Whoever published by what was known before has ended.
  private void awaitSilence() {
    Duration bound = settings.lease().plus(settings.sending());
    lines.accept("nothing is published from now on; home timelines are read as ever");
    pass(System.nanoTime() + bound.toNanos(), "whatever feed-ingest may have sent");
  }

  /// Lets time pass.
  ///
  /// @param end of [System#nanoTime]
  /// @param what is waited for
  private void pass(long end, String what) {
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      lines.accept(
          "  waiting for %s: %d s".formatted(what, Duration.ofNanos(left).toSeconds() + 1));
      Cluster.pause(Duration.ofNanos(Math.min(left, 2 * LOOK.toNanos())));
    }
  }

  /// How many records of which partitions are not committed.
  static Map<String, Long> behind(
      Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
    Map<String, Long> behind = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          // One to which nobody ever wrote needs no place.
          long place = committed.getOrDefault(partition, 0L);
          if (place < end) {
            behind.put(partition.toString(), end - place);
          }
        });
    return behind;
  }

  private static List<String> waiting(
      Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
    return behind(ends, committed).entrySet().stream()
        .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
        .toList();
  }

  private void tell(
      Map<TopicPartition, Long> ends, Map<TopicPartition, Long> before, List<String> waiting) {
    if (!waiting.isEmpty()) {
      String more = waiting.size() > SHOWN ? " and %d more".formatted(waiting.size() - SHOWN) : "";
      lines.accept(
          "  waiting for feed-fanout (%d members), records not planned or delivered: %s%s"
              .formatted(
                  cluster.members(settings.applicationId()).size(),
                  String.join(", ", waiting.subList(0, Math.min(SHOWN, waiting.size()))),
                  more));
    } else if (!ends.equals(before) && !before.isEmpty()) {
      lines.accept("  records came, of somebody who does not know yet");
    }
  }

  /// Waits until nobody relies any more on what held before.
  ///
  /// @param since when something else holds, of [System#nanoTime]
  void awaitLease(long since) {
    pass(since + settings.lease().toNanos(), "workers that may be about to begin");
  }

  /// Waits until no worker has the job at work.
  void awaitNoMembers() {
    while (true) {
      List<String> members = cluster.members(settings.applicationId());
      if (members.isEmpty()) {
        return;
      }
      lines.accept(
          "  waiting for feed-fanout to end its job: "
              + String.join(", ", members.subList(0, Math.min(SHOWN, members.size()))));
      Cluster.pause(LOOK);
    }
  }

  /// Whether nothing came and all is committed still, now that no worker is there.
  boolean holds(Map<TopicPartition, Long> ends) {
    return cluster.ends(ends.keySet()).equals(ends)
        && waiting(ends, cluster.committed(settings.applicationId())).isEmpty();
  }

  /// Waits until nothing is written to partitions, of what a run that was killed had sent.
  void awaitQuiet(List<TopicPartition> written) {
    Map<TopicPartition, Long> before = new HashMap<>();
    long since = System.nanoTime();
    while (System.nanoTime() - since < settings.quiet().toNanos()) {
      Map<TopicPartition, Long> ends = cluster.ends(written);
      if (!ends.equals(before)) {
        since = System.nanoTime();
        before = ends;
      }
      Cluster.pause(LOOK.dividedBy(4));
    }
  }

  /// As a layout has it.
  static Map<String, List<Long>> byTopic(Map<TopicPartition, Long> ends, int partitions) {
    return ends.keySet().stream()
        .map(TopicPartition::topic)
        .distinct()
        .collect(
            Collectors.toMap(
                topic -> topic,
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(one -> ends.getOrDefault(new TopicPartition(topic, one), 0L))
                        .toList()));
  }

  /// As Kafka has it.
  static Map<TopicPartition, Long> byPartition(Map<String, List<Long>> ends) {
    Map<TopicPartition, Long> all = new HashMap<>();
    ends.forEach(
        (topic, offsets) -> {
          List<Long> ordered = new ArrayList<>(offsets);
          for (int one = 0; one < ordered.size(); one++) {
            all.put(new TopicPartition(topic, one), ordered.get(one));
          }
        });
    return all;
  }
}
