package io.rivulet.bench.fanout;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/// What Kafka has after it came back from a backup: the topics that are kept for ever, and no
/// deliveries. Changelogs of an earlier group stay, which a group of another name does not read.
final class TruthAlone {
  private static final int BOUND_SECONDS = 60;

  private TruthAlone() {}

  /// Takes all deliveries away. No worker may run.
  static void leave(String kafka) {
    try (Admin admin = Admin.create(KafkaSettings.of(kafka).client())) {
      List<TopicPartition> partitions =
          admin
              .describeTopics(List.of(Topics.DELIVERIES))
              .allTopicNames()
              .get(BOUND_SECONDS, TimeUnit.SECONDS)
              .values()
              .stream()
              .flatMap(topic -> topic.partitions().stream())
              .map(one -> new TopicPartition(Topics.DELIVERIES, one.partition()))
              .toList();
      Map<TopicPartition, RecordsToDelete> all =
          admin
              .listOffsets(
                  partitions.stream()
                      .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
              .all()
              .get(BOUND_SECONDS, TimeUnit.SECONDS)
              .entrySet()
              .stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
      var _ = admin.deleteRecords(all).all().get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LocalException("Kafka does not delete deliveries: " + e.getMessage(), e);
    }
  }
}
