package io.rivulet.repartition;

import io.rivulet.fanout.StoreHomes;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// What is copied, and compared.
record Copies(
    Tools tools, String applicationId, PartitionNumbers numbers, Map<TopicPartition, Long> ends) {

  /// What it is done with.
  record Tools(
      KafkaSettings kafka, Cluster cluster, Crew crew, Progress progress, Watcher watcher) {}

  /// What is done with a partition that was added and the one it comes of.
  @FunctionalInterface
  private interface Pair {
    void with(TopicPartition from, TopicPartition to);
  }

  /// Copies what is missing, and compares all.
  ///
  /// @param keysAtATime see [Comparison]
  /// @throws RepartitionException if it differs
  void make(int keysAtATime) {
    copyTruth();
    fillDeliveries();
    copyState();
    compare(keysAtATime);
  }

  private long offsets(String topic) {
    return numbers.added().stream().mapToLong(added -> end(topic, added)).sum();
  }

  private long end(String topic, int added) {
    return ends.getOrDefault(new TopicPartition(topic, numbers.origin(added)), 0L);
  }

  private void copyTruth() {
    TruthCopy copy = new TruthCopy(tools.kafka(), tools.cluster(), tools.watcher());
    Belonging belonging = Belonging.byKey(numbers.to());
    for (String topic : Spread.TRUTH) {
      during(
          "copying " + topic,
          offsets(topic),
          topic,
          (from, to) -> copy.copy(from, to, end(topic, to.partition()), belonging));
    }
  }

  private void fillDeliveries() {
    TruthCopy copy = new TruthCopy(tools.kafka(), tools.cluster(), tools.watcher());
    String topic = Topics.DELIVERIES;
    during(
        "filling " + topic,
        offsets(topic),
        topic,
        (_, to) -> copy.fill(to, end(topic, to.partition())));
    Map<TopicPartition, Long> filled = new HashMap<>();
    numbers
        .added()
        .forEach(added -> filled.put(new TopicPartition(topic, added), end(topic, added)));
    tools.cluster().deleteBefore(filled);
  }

  private void copyState() {
    ChangelogCopy copy = new ChangelogCopy(tools.kafka(), tools.cluster(), tools.watcher());
    for (String store : StoreHomes.STORES) {
      String changelog = StoreHomes.changelog(applicationId, store);
      Belonging belonging = Belonging.byStore(store, numbers.to());
      during(
          "copying " + changelog,
          stateOffsets(changelog),
          changelog,
          (from, to) -> copy.copy(from, to, belonging));
    }
  }

  private long stateOffsets(String changelog) {
    List<TopicPartition> all = Spread.all(List.of(changelog), 0, numbers.from());
    Map<TopicPartition, Long> beginnings = tools.cluster().beginnings(all);
    long once =
        tools.cluster().ends(all).entrySet().stream()
            .mapToLong(one -> one.getValue() - beginnings.getOrDefault(one.getKey(), 0L))
            .sum();
    return once * (numbers.to() / numbers.from() - 1);
  }

  private void compare(int keysAtATime) {
    Comparison comparison =
        new Comparison(tools.kafka(), tools.cluster(), tools.watcher(), keysAtATime);
    for (String topic : Spread.TRUTH) {
      Comparison.Kind kind =
          topic.equals(Topics.ACCOUNTS) ? Comparison.Kind.COMPACTED : Comparison.Kind.KEPT;
      Belonging belonging = Belonging.byKey(numbers.to());
      during(
          "comparing " + topic,
          2 * offsets(topic),
          topic,
          (from, to) -> comparison.compare(from, to, belonging, kind));
    }
    for (String store : StoreHomes.STORES) {
      String changelog = StoreHomes.changelog(applicationId, store);
      Belonging belonging = Belonging.byStore(store, numbers.to());
      during(
          "comparing " + changelog,
          2 * stateOffsets(changelog),
          changelog,
          (from, to) -> comparison.compare(from, to, belonging, Comparison.Kind.CHANGELOG));
    }
  }

  private void during(String name, long offsets, String topic, Pair pair) {
    List<Runnable> works = new ArrayList<>();
    for (int added : numbers.added()) {
      TopicPartition from = new TopicPartition(topic, numbers.origin(added));
      TopicPartition to = new TopicPartition(topic, added);
      works.add(() -> pair.with(from, to));
    }
    tools.progress().during(name, offsets, () -> tools.crew().doAll(works));
  }
}
