package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Appends to one partition, in order, and nothing after the first record that Kafka did not take,
/// or took elsewhere than it belongs: a partition cannot be taken back. For one thread.
///
/// So there is one request under way, which Kafka answers before the next; nothing is given up
/// after a time, since what was given up may yet be written; and a record too large for company is
/// sent alone, since a refusal of it would not hold up those that follow.
final class Writing implements AutoCloseable {
  /// Where a record comes to lie does not matter.
  static final long ANY = -1;

  private static final int BATCH_BYTES = 512 << 10;
  private static final long BUFFER_BYTES = 16L << 20;
  private static final int LARGEST_RECORD = 64 << 20;
  private static final Duration FOR_EVER = Duration.ofMillis(Integer.MAX_VALUE);

  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicPartition to;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  Writing(KafkaSettings kafka, TopicPartition to) {
    this.to = to;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOR_EVER.toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer =
        new KafkaProducer<>(
            kafka.client(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Appends a record, sooner or later.
  ///
  /// @param wanted the offset that it has to get, or [#ANY]
  /// @throws RepartitionException if one before was not taken
  void append(long wanted, ProducerRecord<byte[], byte[]> record) {
    boolean alone = bytes(record.key()) + bytes(record.value()) >= BATCH_BYTES;
    if (alone) {
      finish();
    }
    check();
    try {
      var _ = producer.send(record, (metadata, refusal) -> taken(wanted, metadata, refusal));
    } catch (IllegalStateException e) {
      // Closed by its own thread a moment ago, which has said why.
      check();
      throw e;
    }
    if (alone) {
      finish();
    }
  }

  private static int bytes(byte @Nullable [] array) {
    return array == null ? 0 : array.length;
  }

  /// In the thread of the producer, before it sends the next request.
  private void taken(long wanted, RecordMetadata metadata, @Nullable Exception refusal) {
    if (refusal != null) {
      stop("%s did not take a record: %s".formatted(to, refusal.getMessage()));
    } else if (wanted != ANY && metadata.offset() != wanted) {
      stop(
          ("%s: a record went to offset %d and belongs to %d: somebody else writes to this partition. "
                  + "Stop all writers; do not go on, see \"More partitions\" in deploy/README.md")
              .formatted(to, metadata.offset(), wanted));
    }
  }

  private void stop(String what) {
    if (failure.compareAndSet(null, what)) {
      // What waits is dropped.
      producer.close(Duration.ZERO);
    }
  }

  private void check() {
    String what = failure.get();
    if (what != null) {
      throw new RepartitionException(what);
    }
  }

  /// Waits until Kafka has taken all.
  ///
  /// @throws RepartitionException if it has not
  void finish() {
    producer.flush();
    check();
  }

  /// What was not waited for by [#finish] may be written or not.
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
