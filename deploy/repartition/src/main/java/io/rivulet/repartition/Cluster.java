package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;

/// What an administrator asks Kafka for and tells it, each waited for. Safe for many threads.
final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Admin admin;

  Cluster(KafkaSettings kafka) {
    admin = Admin.create(kafka.client());
  }

  /// How many partitions topics have; 0 if there is no such topic.
  Map<String, Integer> partitions(Collection<String> topics) {
    Map<String, Integer> partitions = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach((topic, answer) -> partitions.put(topic, size(topic, answer)));
    return partitions;
  }

  private static int size(String topic, KafkaFuture<TopicDescription> answer) {
    try {
      return got("what topic " + topic + " is like", answer).partitions().size();
    } catch (RepartitionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw e;
    }
  }

  /// Whether brokers write their own time into the records of a topic: what is copied there is not
  /// as it was.
  boolean hasBrokersTime(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        Objects.requireNonNull(
            got("how topic " + topic + " is set", admin.describeConfigs(List.of(resource)).all())
                .get(resource));
    ConfigEntry time = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    return time != null && TimestampType.LOG_APPEND_TIME.name.equals(time.value());
  }

  /// How many copies a topic has of each partition.
  int replication(String topic) {
    return description(topic).partitions().getFirst().replicas().size();
  }

  private TopicDescription description(String topic) {
    return got(
        "what topic " + topic + " is like",
        Objects.requireNonNull(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
  }

  /// Where partitions end: the offset of the next record.
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  /// Where partitions begin: the offset of the first record that was not deleted.
  Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  long end(TopicPartition partition) {
    return Objects.requireNonNull(ends(List.of(partition)).get(partition));
  }

  long beginning(TopicPartition partition) {
    return Objects.requireNonNull(beginnings(List.of(partition)).get(partition));
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec at) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    got(
            "where partitions begin and end",
            admin
                .listOffsets(
                    partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> at)))
                .all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /// How far a group has committed, of the partitions it has.
  Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    got(
            "how far group " + group + " is",
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, place) -> {
              if (place != null) {
                committed.put(partition, place.offset());
              }
            });
    return committed;
  }

  /// Sets how far a group without members is.
  void commit(String group, Map<TopicPartition, Long> places) {
    Map<TopicPartition, OffsetAndMetadata> told = new HashMap<>();
    places.forEach((partition, offset) -> told.put(partition, new OffsetAndMetadata(offset)));
    var _ = got("to set how far group " + group + " is", wholly(group, told));
  }

  private KafkaFuture<Void> wholly(String group, Map<TopicPartition, OffsetAndMetadata> places) {
    return admin.alterConsumerGroupOffsets(group, places).all();
  }

  /// The members of a group, each as client id and host; none if there is no such group.
  List<String> members(String group) {
    GroupListing found =
        got("which groups there are", admin.listGroups().all()).stream()
            .filter(listed -> listed.groupId().equals(group))
            .findAny()
            .orElse(null);
    if (found == null) {
      return List.of();
    }
    List<String> one = List.of(group);
    String question = "who is in group " + group;
    return found.type().filter(GroupType.STREAMS::equals).isPresent()
        ? got(question, admin.describeStreamsGroups(one).all()).values().stream()
            .flatMap(described -> described.members().stream())
            .map(member -> member.clientId() + " on " + member.clientHost())
            .sorted()
            .toList()
        : got(question, admin.describeConsumerGroups(one).all()).values().stream()
            .flatMap(described -> described.members().stream())
            .map(member -> member.clientId() + " on " + member.host())
            .sorted()
            .toList();
  }

  /// Raises the number of partitions of those topics that have fewer, and waits until each has
  /// somebody who takes records.
  void raise(Collection<String> topics, int partitions) {
    Map<String, NewPartitions> raised = new HashMap<>();
    partitions(topics)
        .forEach(
            (topic, there) -> {
              if (there < partitions) {
                raised.put(topic, NewPartitions.increaseTo(partitions));
              }
            });
    if (!raised.isEmpty()) {
      var _ = got("to add partitions to " + raised.keySet(), admin.createPartitions(raised).all());
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (String topic : topics) {
      while (!isWhole(topic, partitions)) {
        if (System.nanoTime() > deadline) {
          throw new RepartitionException(
              "Kafka has not found who leads the new partitions of %s: run this again when it has"
                  .formatted(topic));
        }
        pause(BETWEEN);
      }
    }
  }

  private boolean isWhole(String topic, int partitions) {
    TopicDescription described = description(topic);
    return described.partitions().size() == partitions
        && described.partitions().stream()
            .allMatch(one -> one.leader() != null && !one.leader().isEmpty());
  }

  /// Deletes what is before some offsets.
  void deleteBefore(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, RecordsToDelete> told = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> told.put(partition, RecordsToDelete.beforeOffset(offset)));
    var _ = got("to delete fillers", admin.deleteRecords(told).all());
  }

  /// Bytes of partitions on disk, of one copy, compressed as they are.
  Map<TopicPartition, Long> bytes(Collection<String> topics) {
    List<Integer> brokers =
        got("which brokers there are", admin.describeCluster().nodes()).stream()
            .map(node -> node.id())
            .toList();
    Map<TopicPartition, Long> bytes = new HashMap<>();
    got("how large topics are", admin.describeLogDirs(brokers).allDescriptions())
        .values()
        .forEach(
            folders ->
                folders
                    .values()
                    .forEach(
                        folder ->
                            folder
                                .replicaInfos()
                                .forEach(
                                    (partition, copy) -> {
                                      if (topics.contains(partition.topic())) {
                                        bytes.merge(partition, copy.size(), Math::max);
                                      }
                                    })));
    return bytes;
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepartitionException("interrupted: run the same command again to go on", e);
    }
  }

  private static <T> T got(String what, KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new RepartitionException(
          "Kafka was asked %s, and refused: %s".formatted(what, cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new RepartitionException(
          "Kafka was asked %s, and has not answered within %d s"
              .formatted(what, PATIENCE.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepartitionException("interrupted: run the same command again to go on", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
