package io.rivulet.fanout.flow;

import io.rivulet.deadletter.DeadLetter;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Makes a [DeadLetter] of a record that Streams hands to a processor.
public final class DeadLetters {
  private static final String SERVICE = "feed-fanout";

  private DeadLetters() {}

  /// What to forward to the sink of dead letters.
  ///
  /// @param reason one of few words, to be counted
  /// @param detail what exactly was wrong
  public static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, RecordMetadata from, String reason, String detail) {
    ProducerRecord<byte[], byte[]> letter =
        new DeadLetter(
                reason,
                detail,
                new DeadLetter.Source(from.topic(), from.partition(), from.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                SERVICE,
                record.key(),
                record.value())
            .toRecord();
    return new Record<>(record.key(), record.value(), record.timestamp(), letter.headers());
  }
}
