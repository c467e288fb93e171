package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.deadletter.Letter;
import io.rivulet.deadletter.Marks;
import java.util.ArrayList;
import java.util.List;

/// Letters as lines of a terminal.
final class LetterText {
  private LetterText() {}

  /// One line: number, reason, where from, what.
  static String line(Letter letter) {
    DeadLetter content = letter.content();
    DeadLetter.Source source = content.source();
    return "%6d  %s  %-16s  %s/%d/%d  %s  | %s"
        .formatted(
            letter.offset(),
            content.time(),
            content.reason(),
            source.topic(),
            source.partition(),
            source.offset(),
            Letter.printable(content.detail()),
            letter.excerpt());
  }

  /// The record as a whole, for a person: what is text as text, the rest in hexadecimal digits.
  ///
  /// @param bytes shown of key and value at most, each
  static List<String> lines(Letter letter, int bytes) {
    DeadLetter content = letter.content();
    DeadLetter.Source source = content.source();
    List<String> lines = new ArrayList<>();
    lines.add("number   " + letter.offset());
    lines.add("reason   " + Letter.printable(content.reason()));
    lines.add("detail   " + Letter.printable(content.detail()));
    lines.add(
        "from     %s, partition %d, offset %d"
            .formatted(Letter.printable(source.topic()), source.partition(), source.offset()));
    lines.add("received %s, by %s".formatted(content.time(), Letter.printable(content.service())));
    lines.add("key      " + RecordBytes.text(content.key(), bytes));
    lines.add("value    " + RecordBytes.text(content.value(), bytes));
    return lines;
  }

  /// What is said of a letter besides.
  static String mark(Marks marks, long number) {
    return marks.replayed(number)
        ? "  (replayed)"
        : marks.uncertain(number) ? "  (perhaps replayed)" : "";
  }
}
