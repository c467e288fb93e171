package io.rivulet.local.scale;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.Instance;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/// The fan-out as Kafka sees it: its members, its tasks, and how far it has come. Over as many
/// partitions as there are when it is made.
final class TaskGroup implements AutoCloseable {
  /// A Kafka that goes down with its run is not waited for any longer.
  private static final int PATIENCE_MILLIS = 15_000;

  private final Admin admin;
  private final Map<String, Integer> partitions;

  TaskGroup(KafkaSettings kafka) {
    admin =
        Admin.create(
            kafka.client(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    PATIENCE_MILLIS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    PATIENCE_MILLIS)));
    try {
      partitions = partitions();
    } catch (RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  private Map<String, Integer> partitions() {
    Set<String> read =
        Stream.concat(Topics.CO_PARTITIONED.stream(), Stream.of(Topics.DELIVERIES))
            .collect(Collectors.toSet());
    Map<String, Integer> counted = new HashMap<>();
    got(admin.describeTopics(read).allTopicNames())
        .forEach((topic, description) -> counted.put(topic, description.partitions().size()));
    return counted;
  }

  /// All tasks of both stages: one for each partition of posts, and of deliveries.
  int tasks() {
    return partitions.getOrDefault(Topics.POSTS, 0) + partitions.getOrDefault(Topics.DELIVERIES, 0);
  }

  /// Whether so many processes share all tasks, and none is about to move.
  boolean isSettled(int workers) {
    StreamsGroupDescription group =
        got(admin.describeStreamsGroups(List.of(Instance.FANOUT_GROUP)).all()).values().stream()
            .findAny()
            .orElseThrow();
    Collection<StreamsGroupMemberDescription> members = group.members();
    return group.groupState() == GroupState.STABLE
        && members.stream().map(StreamsGroupMemberDescription::processId).distinct().count()
            == workers;
  }

  /// Has the waits see how far all partitions are.
  void look(Waits waits, double seconds) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    // Before the ends: what comes in between waits, and is not taken for done before it came.
    got(admin.listConsumerGroupOffsets(Instance.FANOUT_GROUP).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(
        (topic, count) ->
            IntStream.range(0, count)
                .forEach(i -> asked.put(new TopicPartition(topic, i), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    got(admin.listOffsets(asked).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    waits.look(seconds, ends, committed);
  }

  private static <T> T got(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new LocalException("Kafka does not tell of the workers: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
