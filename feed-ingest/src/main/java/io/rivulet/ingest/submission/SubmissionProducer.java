package io.rivulet.ingest.submission;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Event;
import io.rivulet.ingest.publish.EventRecord;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout;
import io.rivulet.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Sends what submissions became, in order, for as long as it takes.
///
/// A batch never expires: the fan-out takes a record whose origin is not above the highest it saw
/// for a replay, so a later record that overtook a lost one would make the lost one's replay mean
/// nothing, and a post would be gone.
final class SubmissionProducer implements AutoCloseable {
  private static final int MAX_RECORD_BYTES = 2 << 20;

  private final Producer<byte[], byte[]> producer;

  SubmissionProducer(KafkaSettings kafka, String clientId) {
    this.producer =
        new KafkaProducer<>(
            kafka.client(
                Map.ofEntries(
                    Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                    Map.entry(
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                    Map.entry(
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                    Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                    Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                    Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                    Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE),
                    Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                    Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                    Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES),
                    Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"))));
  }

  /// Sends an event. What is traced ends its span when it is acknowledged.
  Future<RecordMetadata> send(Event event, Layout layout) {
    Span span = Tracing.part("publish", SpanKind.PRODUCER);
    var record = EventRecord.of(event, span, layout);
    return span.isRecording() ? producer.send(record, (_, _) -> span.end()) : producer.send(record);
  }

  Future<RecordMetadata> send(DeadLetter letter) {
    return producer.send(letter.toRecord());
  }

  /// Gives up what is under way: it is not committed, and so sent again by whoever is next.
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
