package io.rivulet.fanout.flow;

import io.rivulet.deadletter.DeadLetter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Makes a [DeadLetter] of a record that Streams hands to a processor.
public final class DeadLetters {
  private static final String SERVICE = "feed-fanout";

  private DeadLetters() {}

  /// What to forward to the sink of dead letters.
  ///
  /// A record too large for a letter is only pointed to, see [DeadLetter].
  ///
  /// @param reason one of few words, to be counted
  /// @param detail what exactly was wrong
  public static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, RecordMetadata from, String reason, String detail) {
    ProducerRecord<byte[], byte[]> letter =
        DeadLetter.of(received(record, from), reason, detail, SERVICE).toRecord();
    return new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers());
  }

  private static ConsumerRecord<byte[], byte[]> received(
      Record<byte[], byte[]> record, RecordMetadata from) {
    return new ConsumerRecord<>(
        from.topic(),
        from.partition(),
        from.offset(),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        record.key(),
        record.value(),
        record.headers(),
        Optional.empty());
  }
}
