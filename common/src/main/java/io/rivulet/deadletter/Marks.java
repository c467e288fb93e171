package io.rivulet.deadletter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which letters were replayed, or are about to be, by the notes in their topic.
///
/// A replay first notes that it is about to send a letter, and by whom, and that it did once Kafka
/// has it. Of two at a time the one whose note comes first sends. A letter with the first note
/// alone may have been sent by a replay that broke off: nobody sends it again unless he is told to.
public final class Marks {
  private final Map<Long, String> begun = new HashMap<>();
  private final Set<Long> done = new HashSet<>();

  /// Takes a letter if it is a note.
  ///
  /// @return whether it is one
  public boolean take(Letter letter) {
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

  public boolean replayed(long number) {
    return done.contains(number);
  }

  /// Whether a replay has begun of which nobody knows how it ended.
  public boolean uncertain(long number) {
    return begun.containsKey(number) && !done.contains(number);
  }

  /// Whether the first that wanted to send a letter is this one.
  boolean isFirst(long number, String who) {
    return who.equals(begun.get(number));
  }

  /// How many were replayed.
  public int replayed() {
    return done.size();
  }

  /// Of older letters nobody asks any more.
  ///
  /// @param number of the oldest that somebody may ask for
  public void forgetBefore(long number) {
    begun.keySet().removeIf(about -> about < number);
    done.removeIf(about -> about < number);
  }
}
