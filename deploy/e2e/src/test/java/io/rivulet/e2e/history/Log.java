package io.rivulet.e2e.history;

import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/// What Kafka has acknowledged.
final class Log {
  /// Of all topics; two are enough for records of two accounts to overtake each other.
  static final int PARTITIONS = 2;

  /// A record.
  record Entry(Bytes key, Bytes value, long timestamp) {}

  private record Partition(String topic, int number) {}

  private final Map<Partition, List<Entry>> partitions = new HashMap<>();

  static int partition(long key) {
    return Topics.partition(key, PARTITIONS);
  }

  List<Entry> of(String topic, int partition) {
    return partitions.computeIfAbsent(new Partition(topic, partition), _ -> new ArrayList<>());
  }

  static String topic(Step.Topic topic) {
    return switch (topic) {
      case POSTS -> Topics.POSTS;
      case RELATIONS -> Topics.RELATIONS;
      case ACCOUNTS -> Topics.ACCOUNTS;
    };
  }
}
