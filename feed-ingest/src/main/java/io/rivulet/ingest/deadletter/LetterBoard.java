package io.rivulet.ingest.deadletter;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.deadletter.Letter;
import io.rivulet.deadletter.LetterTopic;
import io.rivulet.deadletter.Marks;
import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The newest dead letters, without their bytes, as of the last look. The topic is read from where
/// the look before ended, so a look costs what is new, and memory is bounded by what is kept.
final class LetterBoard implements AutoCloseable {
  /// Records at the end of the topic, notes among them. What is older is for the command line.
  static final int KEPT = 5_000;

  private static final int FORGOTTEN_EVERY = 1_000;

  static final int SHOWN = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_TEXT = 300;

  private final KafkaSettings kafka;
  private final TreeMap<Long, Line> lines = new TreeMap<>();
  private final Marks marks = new Marks();
  private @Nullable LetterTopic topic;

  LetterBoard(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /// What of a letter is kept.
  private record Line(
      long number,
      String reason,
      String detail,
      String time,
      String service,
      DeadLetter.Source source,
      String excerpt,
      boolean replayable) {
    static Line of(Letter letter) {
      DeadLetter content = letter.content();
      return new Line(
          letter.offset(),
          shortened(content.reason()),
          shortened(content.detail()),
          content.time().toString(),
          shortened(content.service()),
          content.source(),
          letter.excerpt(),
          letter.isReplayable());
    }

    /// Whoever can write to the topic chose it.
    private static String shortened(String text) {
      return Letter.printable(text.substring(0, Math.min(text.length(), MOST_TEXT)));
    }
  }

  /// What becomes of a letter.
  enum State {
    /// It may be submitted again.
    WAITING,
    /// A replay began of which nobody knows how it ended: the command line's `--again` sends it.
    UNCERTAIN,
    /// It was submitted again.
    REPLAYED,
    /// Of a topic that has an order of its own, or too large: it cannot be submitted.
    STAYS
  }

  /// A letter as it is shown.
  record Shown(
      long number,
      String reason,
      String detail,
      String time,
      String service,
      String topic,
      int partition,
      long offset,
      String excerpt,
      State state) {}

  /// Of one reason.
  ///
  /// @param letters that were not replayed
  /// @param waiting how many of them may be
  record Reason(String reason, long letters, long waiting) {}

  /// All that is told.
  ///
  /// @param newest letters that were not replayed, newest first
  /// @param kept how many of the topic's newest records are looked at
  record Board(List<Reason> reasons, List<Shown> newest, long replayed, int kept) {}

  /// Which there are now.
  ///
  /// @throws org.apache.kafka.common.KafkaException if Kafka does not show them
  synchronized Board look() {
    readOn();
    Map<String, long[]> reasons = new TreeMap<>();
    List<Shown> newest = new ArrayList<>();
    long replayed = 0;
    for (Line line : lines.descendingMap().values()) {
      State state = state(line);
      if (state == State.REPLAYED) {
        replayed++;
        continue;
      }
      long[] counts = reasons.computeIfAbsent(line.reason, _ -> new long[2]);
      counts[0]++;
      counts[1] += state == State.WAITING ? 1 : 0;
      if (newest.size() < SHOWN) {
        newest.add(shown(line, state));
      }
    }
    List<Reason> told =
        reasons.entrySet().stream()
            .map(one -> new Reason(one.getKey(), one.getValue()[0], one.getValue()[1]))
            .sorted(Comparator.comparingLong(Reason::letters).reversed())
            .toList();
    return new Board(told, newest, replayed, KEPT);
  }

  /// Numbers of those that wait and are asked for, oldest first.
  synchronized SortedSet<Long> waiting(Predicate<Asked> asked) {
    readOn();
    SortedSet<Long> waiting = new TreeSet<>();
    for (Line line : lines.values()) {
      if (state(line) == State.WAITING && asked.test(new Asked(line.number, line.reason))) {
        waiting.add(line.number);
      }
    }
    return waiting;
  }

  /// What letters are chosen by.
  record Asked(long number, String reason) {}

  private State state(Line line) {
    if (!line.replayable) {
      return State.STAYS;
    }
    return marks.replayed(line.number)
        ? State.REPLAYED
        : marks.uncertain(line.number) ? State.UNCERTAIN : State.WAITING;
  }

  private static Shown shown(Line line, State state) {
    return new Shown(
        line.number,
        line.reason,
        line.detail,
        line.time,
        line.service,
        line.source.topic(),
        line.source.partition(),
        line.source.offset(),
        line.excerpt,
        state);
  }

  private void readOn() {
    LetterTopic open = topic == null ? LetterTopic.newest(kafka, PATIENCE, KEPT) : topic;
    topic = open;
    try {
      var _ = open.forEach(this::take);
    } catch (RuntimeException e) {
      // Begun anew at the next look: it may have been cut off in the middle.
      close();
      throw e;
    }
  }

  private void take(Letter letter) {
    if (!marks.take(letter)) {
      lines.put(letter.offset(), Line.of(letter));
    }
    long oldest = letter.offset() - KEPT;
    lines.headMap(oldest, true).clear();
    if (letter.offset() % FORGOTTEN_EVERY == 0) {
      marks.forgetBefore(oldest);
    }
  }

  @Override
  public synchronized void close() {
    if (topic != null) {
      topic.close();
      topic = null;
    }
    lines.clear();
    marks.forgetBefore(Long.MAX_VALUE);
  }
}
