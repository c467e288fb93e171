package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.DeadLetter;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which letters were replayed, or are about to be, by the notes in their topic.
///
/// A replay first notes that it is about to send a letter, and by whom, and that it did once Kafka
/// has it. Of two at a time the one whose note comes first sends. A letter with the first note
/// alone may have been sent by a replay that broke off: nobody sends it again unless he is told to.
final class Marks {
  private final Map<Long, String> begun = new HashMap<>();
  private final Set<Long> done = new HashSet<>();

  /// Takes a letter if it is a note.
  ///
  /// @return whether it is one
  boolean take(Letter letter) {
    if (!letter.isNote()) {
      return false;
    }
    long about = letter.content().source().offset();
    if (letter.content().reason().equals(Letter.REPLAYED)) {
      done.add(about);
    } else {
      begun.putIfAbsent(about, letter.content().detail());
    }
    return true;
  }

  boolean replayed(long number) {
    return done.contains(number);
  }

  /// Whether a replay has begun of which nobody knows how it ended.
  boolean uncertain(long number) {
    return begun.containsKey(number) && !done.contains(number);
  }

  /// Whether the first that wanted to send a letter is this one.
  boolean isFirst(long number, String who) {
    return who.equals(begun.get(number));
  }

  int replayed() {
    return done.size();
  }

  /// What a list says of a letter.
  String text(long number) {
    return replayed(number) ? "  (replayed)" : uncertain(number) ? "  (perhaps replayed)" : "";
  }

  /// A note.
  static DeadLetter note(String reason, String detail, Letter letter, Clock clock) {
    return new DeadLetter(
        reason,
        detail,
        new DeadLetter.Source(
            LetterTopic.ONLY.topic(), LetterTopic.ONLY.partition(), letter.offset()),
        clock.instant(),
        "command-line",
        null,
        null);
  }
}
