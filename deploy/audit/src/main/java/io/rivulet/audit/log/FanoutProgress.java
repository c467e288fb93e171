package io.rivulet.audit.log;

import io.rivulet.audit.AuditException;
import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Waits for the fan-out. What it has committed is in Redis: that is its guarantee.
public final class FanoutProgress implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration SAY_AFTER = Duration.ofSeconds(3);

  private final Admin admin;
  private final String group;
  private final Duration patience;
  private final Consumer<String> progress;

  /// @param group the fan-out's `streams.applicationId`
  /// @param patience how long it may take
  public FanoutProgress(
      KafkaSettings kafka, String group, Duration patience, Consumer<String> progress) {
    this.admin = Admin.create(kafka.client());
    this.group = group;
    this.patience = patience;
    this.progress = progress;
  }

  /// Waits until all before `ends` is committed.
  ///
  /// @throws AuditException if it is not in time
  public void await(Map<TopicPartition, Long> ends) {
    long began = System.nanoTime();
    boolean said = false;
    Optional<String> behind = behind(ends);
    while (behind.isPresent()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - began);
      if (waited.compareTo(patience) > 0) {
        throw new AuditException(
            "group %s did not get there within %d s: %s. Does feed-fanout run?"
                .formatted(group, patience.toSeconds(), behind.get()));
      }
      if (!said && waited.compareTo(SAY_AFTER) > 0) {
        progress.accept("waiting for group " + group + ": " + behind.get());
        said = true;
      }
      pause();
      behind = behind(ends);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }

  /// A partition that is not committed so far, as a text.
  private Optional<String> behind(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    return ends.entrySet().stream()
        .filter(end -> committed(committed, end.getKey()) < end.getValue())
        .map(
            end ->
                "%s is committed up to %d of %d"
                    .formatted(end.getKey(), committed(committed, end.getKey()), end.getValue()))
        .findFirst();
  }

  private static long committed(
      Map<TopicPartition, OffsetAndMetadata> all, TopicPartition partition) {
    OffsetAndMetadata offset = all.get(partition);
    return offset == null ? 0 : offset.offset();
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      throw new AuditException("offsets of group " + group + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
