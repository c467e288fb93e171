package io.rivulet.bench.fanout;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes events to the topics of truth as feed-ingest does, with the same keys and partitions.
final class EventLog implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /// @param lingerMillis how long an event waits for others; 0 sends each by itself, as feed-ingest
  ///   does at low load
  EventLog(String kafka, int lingerMillis) {
    producer =
        new KafkaProducer<>(
            KafkaSettings.of(kafka)
                .client(
                    Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        lingerMillis,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 17,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4")),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// Sends an event; waits only while the producer's buffer is full.
  ///
  /// @param key the account whose event it is: author, or target of a relation
  void send(Event event, long key) {
    Exception failed = failure.get();
    if (failed != null) {
      throw new LocalException("Kafka does not take events: " + failed.getMessage(), failed);
    }
    var _ =
        producer.send(
            new ProducerRecord<>(Topics.of(event), Topics.key(key), EventJson.encode(event)),
            (_, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
            });
  }

  /// Waits until Kafka has all.
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
