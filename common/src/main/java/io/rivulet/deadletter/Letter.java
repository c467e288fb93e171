package io.rivulet.deadletter;

import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A dead letter as it lies in its topic.
///
/// @param offset its number, by which it is chosen
/// @param written when; of a letter with the time of its record, that one
public record Letter(long offset, Instant written, DeadLetter content) {
  /// Where all of them lie.
  public static final TopicPartition PARTITION = new TopicPartition(Topics.DEAD_LETTERS, 0);

  /// The reason that a note has which says that a letter was replayed.
  static final String REPLAYED = "replayed";

  /// The same of one that says that somebody is about to; the detail is who.
  static final String REPLAYING = "replaying";

  private static final int EXCERPT_BYTES = 120;

  /// @throws IllegalArgumentException if the record is none
  /// @throws java.time.DateTimeException if its time is none
  static Letter read(ConsumerRecord<byte[], byte[]> received) {
    return new Letter(
        received.offset(), Instant.ofEpochMilli(received.timestamp()), DeadLetter.read(received));
  }

  boolean isNote() {
    return (content.reason().equals(REPLAYED) || content.reason().equals(REPLAYING))
        && content.source().topic().equals(Topics.DEAD_LETTERS);
  }

  /// Only what somebody submitted may be submitted again: it is validated anew and gets a new
  /// position. A record of the validated topics has its place in their order, and would be an order
  /// of its own at any other. Nor is there anything to submit of one that was too large for a
  /// letter.
  public boolean isReplayable() {
    return content.source().topic().equals(Topics.SUBMISSIONS) && content.value() != null;
  }

  /// How its value begins, for a person.
  public String excerpt() {
    byte[] value = content.value();
    if (value == null) {
      return "(no value)";
    }
    byte[] start = Arrays.copyOf(value, Math.min(value.length, EXCERPT_BYTES));
    String more = value.length > EXCERPT_BYTES ? "… (%,d bytes)".formatted(value.length) : "";
    return printable(new String(start, StandardCharsets.UTF_8)) + more;
  }

  /// Whoever made the letter chose its bytes: none may steer a terminal.
  public static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD");
  }
}
