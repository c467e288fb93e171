package io.rivulet.fanout;

import io.rivulet.fanout.plan.Unread;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Asks Kafka what a group has not read.
final class KafkaUnread implements Unread, AutoCloseable {
  private final KafkaSettings kafka;
  private final String group;
  private @Nullable Admin admin;

  /// Asks nothing before [#start].
  KafkaUnread(KafkaSettings kafka, String group) {
    this.kafka = kafka;
    this.group = group;
  }

  /// Begins to ask.
  synchronized void start() {
    admin = Admin.create(kafka.client());
  }

  private synchronized Admin admin() {
    if (admin == null) {
      throw new IllegalStateException("neither started nor open");
    }
    return admin;
  }

  @Override
  public CompletionStage<Map<String, Long>> of(int partition) {
    try {
      Admin asked = admin();
      List<TopicPartition> partitions =
          Topics.CO_PARTITIONED.stream()
              .map(topic -> new TopicPartition(topic, partition))
              .toList();
      return ends(asked, partitions)
          .thenCombine(
              committed(asked, partitions),
              (ends, committed) -> {
                Map<String, Long> unread = new HashMap<>();
                ends.forEach(
                    (one, end) -> {
                      OffsetAndMetadata place = committed.get(one);
                      if (end.offset() > (place == null ? 0 : place.offset())) {
                        unread.put(one.topic(), end.offset());
                      }
                    });
                return unread;
              });
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> ends(
      Admin admin, List<TopicPartition> partitions) {
    return admin
        .listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
        .all()
        .toCompletionStage();
  }

  private CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(
      Admin admin, List<TopicPartition> partitions) {
    return admin
        .listConsumerGroupOffsets(
            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
        .partitionsToOffsetAndMetadata(group)
        .toCompletionStage();
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
