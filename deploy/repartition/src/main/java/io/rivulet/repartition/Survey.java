package io.rivulet.repartition;

import io.rivulet.fanout.StoreHomes;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;

/// What there is to do, before anything is done: reads all state of the fan-out, and so finds a
/// record of which nobody knows where it belongs while nothing is changed yet.
final class Survey {
  /// Fillers and records that are copied and read again to be compared, on a laptop's two cores:
  /// `deploy/rivulet bench repartition` measures another machine's.
  private static final double OFFSETS_PER_SECOND = 200_000;

  private final KafkaSettings kafka;
  private final Cluster cluster;
  private final String applicationId;
  private final PartitionNumbers numbers;
  private final LongAdder stored = new LongAdder();
  private final LongAdder moving = new LongAdder();

  Survey(KafkaSettings kafka, Cluster cluster, String applicationId, PartitionNumbers numbers) {
    this.kafka = kafka;
    this.cluster = cluster;
    this.applicationId = applicationId;
    this.numbers = numbers;
  }

  /// Offsets of the state.
  long offsets() {
    List<TopicPartition> all = Spread.all(Spread.changelogs(applicationId), 0, numbers.from());
    Map<TopicPartition, Long> beginnings = cluster.beginnings(all);
    return cluster.ends(all).entrySet().stream()
        .mapToLong(one -> one.getValue() - beginnings.getOrDefault(one.getKey(), 0L))
        .sum();
  }

  /// Reads the state.
  ///
  /// @throws RepartitionException if a record's place is not known
  void read(Crew crew, Watcher watcher) {
    List<Runnable> works = new ArrayList<>();
    for (String store : StoreHomes.STORES) {
      for (int partition : numbers.there()) {
        works.add(() -> read(store, partition, watcher));
      }
    }
    crew.doAll(works);
  }

  private void read(String store, int partition, Watcher watcher) {
    TopicPartition changelog =
        new TopicPartition(StoreHomes.changelog(applicationId, store), partition);
    long begin = cluster.beginning(changelog);
    long[] at = {begin};
    try (Reading reading = new Reading(kafka)) {
      reading.read(
          changelog,
          begin,
          cluster.end(changelog),
          record -> {
            OptionalInt home = Belonging.home(store, numbers.to(), record);
            stored.increment();
            if (home.isPresent() && home.getAsInt() != partition) {
              moving.increment();
            }
          },
          reached -> {
            watcher.passed(reached - at[0], 0, 0);
            at[0] = reached;
          });
    }
  }

  /// What was found, and what is to be expected.
  List<String> lines() {
    List<TopicPartition> inputs = Spread.all(Spread.inputs(), 0, numbers.from());
    Map<TopicPartition, Long> ends = cluster.ends(inputs);
    Map<TopicPartition, Long> bytes = cluster.bytes(Spread.TRUTH);
    long truth = sum(ends, Spread.TRUTH);
    long deliveries = sum(ends, List.of(Topics.DELIVERIES));
    int times = numbers.to() / numbers.from() - 1;
    double seconds =
        times
            * (2.0 * (double) truth + (double) deliveries + 3.0 * (double) stored.sum())
            / OFFSETS_PER_SECOND;
    return List.of(
        "from %d to %d partitions".formatted(numbers.from(), numbers.to()),
        "truth: %,d offsets (%,.1f MB) are read %d times; each partition that is added gets what belongs to it, and fillers"
            .formatted(
                truth,
                (double) bytes.values().stream().mapToLong(Long::longValue).sum() / 1e6,
                times),
        "deliveries: %,d offsets are filled %d times, and deleted".formatted(deliveries, times),
        "state of feed-fanout: %,d records of changelogs, of which %,d move"
            .formatted(stored.sum(), moving.sum()),
        "about %,.0f s, after what is waited for at the beginning".formatted(Math.ceil(seconds)));
  }

  private static long sum(Map<TopicPartition, Long> ends, List<String> topics) {
    return ends.entrySet().stream()
        .filter(one -> topics.contains(one.getKey().topic()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
