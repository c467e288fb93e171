package io.rivulet.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares topics as they are with what they must be.
final class TopicComparison {

  private TopicComparison() {}

  /// More copies than asked for are no difference; fewer are.
  static List<TopicDifference> compare(TopicSpec spec, TopicState state) {
    List<TopicDifference> differences = new ArrayList<>();
    if (state.partitions() != spec.partitions()) {
      differences.add(number(spec, "partitions", spec.partitions(), state.partitions()));
    }
    if (state.replication() < spec.replication()) {
      differences.add(number(spec, "replication", spec.replication(), state.replication()));
    }
    new TreeMap<>(spec.config())
        .forEach(
            (key, expected) -> {
              String found = state.config().getOrDefault(key, "nothing");
              if (!found.equals(expected)) {
                differences.add(new TopicDifference(spec.name(), key, expected, found));
              }
            });
    return differences;
  }

  private static TopicDifference number(TopicSpec spec, String what, int expected, int found) {
    return new TopicDifference(
        spec.name(), what, Integer.toString(expected), Integer.toString(found));
  }

  /// That topics which one task reads together have the same number of partitions, whatever it is.
  static List<TopicDifference> coPartitioning(Map<String, Integer> partitions) {
    List<TopicDifference> differences = new ArrayList<>();
    Integer expected = partitions.get(Topics.POSTS);
    new TreeMap<>(partitions)
        .forEach(
            (topic, found) -> {
              if (expected != null
                  && Topics.CO_PARTITIONED.contains(topic)
                  && !found.equals(expected)) {
                differences.add(
                    new TopicDifference(
                        topic,
                        "co-partitioning",
                        expected + " partitions as " + Topics.POSTS,
                        found + " partitions"));
              }
            });
    return differences;
  }
}
