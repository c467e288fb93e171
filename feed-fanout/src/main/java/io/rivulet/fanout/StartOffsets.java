package io.rivulet.fanout;

import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the job begins to read, settled before it starts.
///
/// The job runs with `auto.offset.reset=none`, so that it never skips what Kafka has deleted before
/// it was read. Hence a group that has read nothing yet is set to the beginning here, and one whose
/// place is gone is refused with what to do.
final class StartOffsets {
  private static final Logger log = LoggerFactory.getLogger(StartOffsets.class);
  private static final List<String> INPUTS =
      List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS, Topics.ACTS, Topics.DELIVERIES);

  /// Less than what is known of the layout holds.
  private static final Duration PATIENCE = LayoutWatch.LEASE.dividedBy(2);

  private final Admin admin;
  private final String group;

  StartOffsets(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /// How many partitions there are.
  ///
  /// @param plan of each topic of the plan stage
  /// @param deliveries of feed.deliveries.v1
  record Partitions(int plan, int deliveries) {}

  /// The numbers of partitions, and a place to read from in every input.
  ///
  /// A group that has read nothing yet plans everything anew, so what was delivered before
  /// partitions were added, for accounts of several of them, is not for it.
  ///
  /// @param layout which says how many there have to be
  /// @param inForce throws if that may be another by now: partitions that were added meanwhile are
  ///   not to be given a beginning
  /// @throws IllegalStateException if topics are missing or do not fit, or if records were deleted
  ///   before they were read
  Partitions settle(Layout layout, Runnable inForce) throws InterruptedException {
    try {
      Map<String, TopicDescription> topics = topics();
      requireLaidOut(topics.values(), layout.readable());
      Map<TopicPartition, Long> beginnings = beginnings(topics);
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetAndMetadata> unread = new HashMap<>();
      beginnings.forEach(
          (partition, beginning) -> {
            OffsetAndMetadata place = committed.get(partition);
            if (place == null) {
              unread.put(
                  partition, new OffsetAndMetadata(Math.max(beginning, moved(layout, partition))));
            } else if (place.offset() < beginning) {
              throw new IllegalStateException(lost(partition, place.offset(), beginning));
            }
          });
      if (!unread.isEmpty()) {
        log.info("group {} reads {} partitions from their beginning", group, unread.size());
        inForce.run();
        admin
            .alterConsumerGroupOffsets(
                group,
                unread,
                new AlterConsumerGroupOffsetsOptions().timeoutMs((int) PATIENCE.toMillis()))
            .all()
            .get();
      }
      return new Partitions(
          partitions(topics, Topics.POSTS), partitions(topics, Topics.DELIVERIES));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka: " + e.getMessage(), e);
    }
  }

  private static long moved(Layout layout, TopicPartition partition) {
    List<Long> ends = layout.ends().get(Topics.DELIVERIES);
    return ends == null || !partition.topic().equals(Topics.DELIVERIES)
        ? 0
        : ends.get(partition.partition() % layout.from());
  }

  private static void requireLaidOut(Collection<TopicDescription> topics, int laidOut) {
    for (TopicDescription topic : topics) {
      if (laidOut > 0 && topic.partitions().size() != laidOut) {
        throw new IllegalStateException(
            "%s has %d partitions, and %s says %d: partitions are added by deploy/rivulet repartition only"
                .formatted(topic.name(), topic.partitions().size(), Topics.LAYOUT, laidOut));
      }
    }
  }

  private static int partitions(Map<String, TopicDescription> topics, String topic) {
    return Objects.requireNonNull(topics.get(topic)).partitions().size();
  }

  private Map<String, TopicDescription> topics() throws InterruptedException, ExecutionException {
    Map<String, TopicDescription> topics = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (var future : admin.describeTopics(INPUTS).topicNameValues().entrySet()) {
      try {
        topics.put(future.getKey(), future.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause()
            instanceof org.apache.kafka.common.errors.UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(future.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "topics are missing: " + missing + "; create them with: deploy/rivulet topics");
    }
    long planned =
        topics.values().stream()
            .filter(topic -> Topics.CO_PARTITIONED.contains(topic.name()))
            .mapToInt(topic -> topic.partitions().size())
            .distinct()
            .count();
    if (planned != 1) {
      throw new IllegalStateException(
          Topics.CO_PARTITIONED + " must have the same number of partitions");
    }
    return topics;
  }

  private Map<TopicPartition, Long> beginnings(Map<String, TopicDescription> topics)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    topics
        .values()
        .forEach(
            topic ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            wanted.put(
                                new TopicPartition(topic.name(), partition.partition()),
                                OffsetSpec.earliest())));
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found :
        admin.listOffsets(wanted).all().get().entrySet()) {
      beginnings.put(found.getKey(), found.getValue().offset());
    }
    return beginnings;
  }

  private static String lost(TopicPartition partition, long place, long beginning) {
    return partition
        + ": read up to "
        + place
        + ", but Kafka has deleted everything before "
        + beginning
        + ". Deliveries are lost: choose a new streams.applicationId, which plans everything anew";
  }
}
