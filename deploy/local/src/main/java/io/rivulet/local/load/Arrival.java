package io.rivulet.local.load;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/// Waits until feed-ingest is through with submissions: it commits an offset when all before it is
/// events or dead letters.
final class Arrival implements AutoCloseable {
  private static final String GROUP = "feed-ingest";
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Admin admin;

  Arrival(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.client());
  }

  /// Returns when the offsets before these are committed.
  ///
  /// @throws LocalException if that takes more than two minutes
  void await(Map<Integer, Long> ends) throws InterruptedException {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!ends.isEmpty() && !isThrough(ends)) {
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "Submissions do not get through feed-ingest: its log says why, in the data folder");
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private boolean isThrough(Map<Integer, Long> ends) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata offset =
                  committed.get(new TopicPartition(Topics.SUBMISSIONS, end.getKey()));
              return offset != null && offset.offset() >= end.getValue();
            });
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
    try {
      return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        // A broker is away: whoever knows the offsets changes, and this is asked again.
        return Map.of();
      }
      throw new LocalException("Kafka does not say how far feed-ingest is: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
