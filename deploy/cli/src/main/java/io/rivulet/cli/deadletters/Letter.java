package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A dead letter as it lies in its topic.
///
/// @param offset its number, by which it is chosen
/// @param written when; of a letter with the time of its record, that one
record Letter(long offset, Instant written, DeadLetter content) {
  /// The reason that a note has which says that a letter was replayed.
  static final String REPLAYED = "replayed";

  /// The same of one that says that somebody is about to; the detail is who.
  static final String REPLAYING = "replaying";

  private static final int EXCERPT_BYTES = 120;

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
  boolean isReplayable() {
    return content.source().topic().equals(Topics.SUBMISSIONS) && content.value() != null;
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

  /// The record as a whole, for a person: what is text as text, the rest in hexadecimal digits.
  ///
  /// @param bytes shown of key and value at most, each
  List<String> lines(int bytes) {
    DeadLetter.Source source = content.source();
    List<String> lines = new ArrayList<>();
    lines.add("number   " + offset);
    lines.add("reason   " + printable(content.reason()));
    lines.add("detail   " + printable(content.detail()));
    lines.add(
        "from     %s, partition %d, offset %d"
            .formatted(printable(source.topic()), source.partition(), source.offset()));
    lines.add("received %s, by %s".formatted(content.time(), printable(content.service())));
    lines.add("key      " + RecordBytes.text(content.key(), bytes));
    lines.add("value    " + RecordBytes.text(content.value(), bytes));
    return lines;
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
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
