package io.rivulet.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What came of a door.
///
/// @param cases that were sent
/// @param answers how many there were of each kind: a status, or what became of a record
public record Outcome(Door door, long cases, Map<String, Long> answers, List<Found> faults) {
  /// Cases that are sent in any time, and in each second of a longer one, in the slowest: dozens a
  /// second are usual, ten where the machine has much else to do.
  private static final int LEAST_CASES = 100;

  private static final int LEAST_A_SECOND = 2;

  /// Of a system with nothing away, which is asked some at a time and so never more than it takes;
  /// beyond a few, since short runs are not to fail for one moment.
  private static final int MOST_AWAY_PERCENT = 5;

  private static final long FEW_AWAY = 10;

  /// Why it says nothing that there are no faults, a fault each: a fuzzer that nobody answers finds
  /// none.
  List<Fault> shortcomings(Duration time) {
    List<Fault> shortcomings = new ArrayList<>();
    if (cases < LEAST_CASES + LEAST_A_SECOND * time.toSeconds()) {
      shortcomings.add(
          new Fault("little work", "%d cases in %d s".formatted(cases, time.toSeconds())));
    }
    long all = answers.values().stream().mapToLong(Long::longValue).sum();
    long away = answers.getOrDefault("503", 0L);
    long closed = answers.getOrDefault("closed", 0L);
    if ((away - FEW_AWAY) * 100 > all * MOST_AWAY_PERCENT) {
      shortcomings.add(new Fault("often away", "%d of %d answers were 503".formatted(away, all)));
    }
    long none = away + closed;
    if (none >= (all + 1) / 2) {
      shortcomings.add(
          new Fault("hardly answered", "%d of %d were 503 or closed".formatted(none, all)));
    }
    return shortcomings;
  }

  /// One line, and the faults.
  @Override
  public String toString() {
    String counts =
        answers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(answer -> "%s %,d".formatted(answer.getKey(), answer.getValue()))
            .collect(Collectors.joining(", "));
    String line =
        "%-11s %,10d cases, %d faults (%s)".formatted(door.title(), cases, faults.size(), counts);
    return faults.stream().map(Found::toString).collect(Collectors.joining("\n", line + "\n", ""));
  }
}
