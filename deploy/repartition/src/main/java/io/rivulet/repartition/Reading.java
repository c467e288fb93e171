package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A piece of a partition, read in order, some megabytes at a time. For one thread.
///
/// As the fan-out reads it: what a transaction took back is not there.
final class Reading implements AutoCloseable {
  private static final int FETCHED_BYTES = 4 << 20;
  private static final int MOST_POLLED = 5_000;

  /// The consumer asks ahead, and at the end of a partition waits for that answer when it is
  /// closed.
  private static final int WAIT_MILLIS = 10;

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;

  Reading(KafkaSettings kafka) {
    consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT),
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    FETCHED_BYTES,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    WAIT_MILLIS,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    MOST_POLLED,
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /// Visits all records from one offset up to another, in order.
  ///
  /// @param reached is told, after each portion, the offset below which nothing else comes
  void read(
      TopicPartition partition,
      long from,
      long end,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor,
      LongConsumer reached) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      ConsumerRecords<byte[], byte[]> portion = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : portion.records(partition)) {
        if (record.offset() < end) {
          visitor.accept(record);
        }
      }
      reached.accept(Math.min(end, consumer.position(partition)));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
