package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A dead letter as it lies in its topic.
///
/// @param offset its number, by which it is chosen
record Letter(long offset, DeadLetter content) {
  /// The reason that a note has which says that a letter was replayed.
  static final String REPLAYED = "replayed";

  private static final int EXCERPT_BYTES = 120;

  static Letter read(ConsumerRecord<byte[], byte[]> received) {
    return new Letter(received.offset(), DeadLetter.read(received));
  }

  boolean isNote() {
    return content.reason().equals(REPLAYED)
        && content.source().topic().equals(Topics.DEAD_LETTERS);
  }

  /// Only what somebody submitted may be submitted again: it is validated anew and gets a new
  /// position. A record of the validated topics has its place in their order, and would be an order
  /// of its own at any other.
  boolean isReplayable() {
    return content.source().topic().equals(Topics.SUBMISSIONS);
  }

  /// One line: number, reason, where from, what.
  String line() {
    DeadLetter.Source source = content.source();
    return "%6d  %s  %-16s  %s/%d/%d  %s  | %s"
        .formatted(
            offset,
            content.time(),
            content.reason(),
            source.topic(),
            source.partition(),
            source.offset(),
            printable(content.detail()),
            excerpt());
  }

  private String excerpt() {
    byte[] value = content.value();
    if (value == null) {
      return "(no value)";
    }
    byte[] start = Arrays.copyOf(value, Math.min(value.length, EXCERPT_BYTES));
    String more = value.length > EXCERPT_BYTES ? "… (%,d bytes)".formatted(value.length) : "";
    return printable(new String(start, StandardCharsets.UTF_8)) + more;
  }

  /// Whoever made the letter chose its bytes: none may steer the terminal.
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
