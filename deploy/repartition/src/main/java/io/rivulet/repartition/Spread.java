package io.rivulet.repartition;

import io.rivulet.fanout.StoreHomes;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// The topics that go together, and how many partitions each has.
///
/// @param applicationId whose changelogs are meant
/// @param partitions by topic
record Spread(String applicationId, Map<String, Integer> partitions) {
  /// Copied at the offsets they have.
  static final List<String> TRUTH = Topics.CO_PARTITIONED.stream().sorted().toList();

  Spread {
    partitions = Map.copyOf(partitions);
  }

  /// As it is.
  ///
  /// @throws RepartitionException if a topic is not there
  static Spread read(Cluster cluster, String applicationId) {
    Map<String, Integer> found = new HashMap<>(cluster.partitions(inputs()));
    Set<String> missing = missing(found);
    if (!missing.isEmpty()) {
      throw new RepartitionException(
          "topics are missing: %s; create them with: deploy/rivulet topics".formatted(missing));
    }
    found.putAll(cluster.partitions(changelogs(applicationId)));
    missing = missing(found);
    if (!missing.isEmpty()) {
      throw new RepartitionException(
          "feed-fanout has no state as %s: %s missing. Name its streams.applicationId by --application-id"
              .formatted(applicationId, missing));
    }
    return new Spread(applicationId, found);
  }

  private static Set<String> missing(Map<String, Integer> found) {
    Set<String> missing = new TreeSet<>();
    found.forEach(
        (topic, partitions) -> {
          if (partitions == 0) {
            missing.add(topic);
          }
        });
    return missing;
  }

  /// What the fan-out reads.
  static List<String> inputs() {
    List<String> inputs = new ArrayList<>(TRUTH);
    inputs.add(Topics.DELIVERIES);
    return inputs;
  }

  static List<String> changelogs(String applicationId) {
    return StoreHomes.STORES.stream()
        .map(store -> StoreHomes.changelog(applicationId, store))
        .toList();
  }

  /// The partitions that each has.
  ///
  /// @throws RepartitionException if that is not the same number
  int same() {
    Set<Integer> numbers = new TreeSet<>(partitions.values());
    if (numbers.size() != 1) {
      throw new RepartitionException(
          "these topics must have the same number of partitions: " + partitions);
    }
    return numbers.iterator().next();
  }

  /// Whether some have more than a number.
  boolean above(int number) {
    return partitions.values().stream().anyMatch(found -> found > number);
  }

  /// Some partitions of some topics.
  static List<TopicPartition> all(List<String> topics, int from, int to) {
    return topics.stream()
        .flatMap(topic -> IntStream.range(from, to).mapToObj(one -> new TopicPartition(topic, one)))
        .toList();
  }
}
