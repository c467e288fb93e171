package io.rivulet.deadletter;

import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A record that could not be used. Its key and value are those that were received, byte for byte,
/// so that it can be sent again once the reason is gone; one too large is only pointed to.
///
/// @param reason one of few words, to be counted, such as `unknown-author`
/// @param detail what exactly was wrong, for a person
/// @param time when it was received by Kafka
/// @param service who could not use it
@SuppressWarnings("ArrayRecordComponent") // Kafka's own form of them; letters are not compared
public record DeadLetter(
    String reason,
    String detail,
    Source source,
    Instant time,
    String service,
    byte @Nullable [] key,
    byte @Nullable [] value) {
  /// Bytes of key and value, not compressed, that a letter carries at most.
  public static final int MAX_BYTES = 1 << 20;

  public static final String REASON = "rivulet-reason";
  public static final String DETAIL = "rivulet-detail";
  public static final String TOPIC = "rivulet-topic";
  public static final String PARTITION = "rivulet-partition";
  public static final String OFFSET = "rivulet-offset";
  public static final String TIME = "rivulet-time";
  public static final String SERVICE = "rivulet-service";

  /// Where the record was.
  public record Source(String topic, int partition, long offset) {}

  /// A letter about a record that `service` received. Brokers count compressed bytes, so a record
  /// may be larger than any producer here sends: beyond [#MAX_BYTES] the letter has no value, and
  /// its detail says so and how large the record is.
  public static DeadLetter of(
      ConsumerRecord<byte[], byte[]> received, String reason, String detail, String service) {
    int key = length(received.key());
    long bytes = (long) key + length(received.value());
    boolean whole = bytes <= MAX_BYTES;
    return new DeadLetter(
        reason,
        whole ? detail : detail + "; left at its source, as " + bytes + " bytes are too many",
        new Source(received.topic(), received.partition(), received.offset()),
        Instant.ofEpochMilli(received.timestamp()),
        service,
        key <= MAX_BYTES ? received.key() : null,
        whole ? received.value() : null);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /// The record to send.
  public ProducerRecord<byte[], byte[]> toRecord() {
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(Topics.DEAD_LETTERS, key, value);
    put(sent.headers(), REASON, reason);
    put(sent.headers(), DETAIL, detail);
    put(sent.headers(), TOPIC, source.topic());
    put(sent.headers(), PARTITION, Integer.toString(source.partition()));
    put(sent.headers(), OFFSET, Long.toString(source.offset()));
    put(sent.headers(), TIME, time.toString());
    put(sent.headers(), SERVICE, service);
    return sent;
  }

  /// Reads a record of `feed.dead-letters.v1`.
  public static DeadLetter read(ConsumerRecord<byte[], byte[]> received) {
    Headers headers = received.headers();
    return new DeadLetter(
        text(headers, REASON),
        text(headers, DETAIL),
        new Source(
            text(headers, TOPIC),
            Integer.parseInt(text(headers, PARTITION)),
            Long.parseLong(text(headers, OFFSET))),
        Instant.parse(text(headers, TIME)),
        text(headers, SERVICE),
        received.key(),
        received.value());
  }

  private static void put(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException("a dead letter without the header " + name);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
