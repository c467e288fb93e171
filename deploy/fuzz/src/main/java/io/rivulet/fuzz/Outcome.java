package io.rivulet.fuzz;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What came of a door.
///
/// @param cases that were sent
/// @param answers how many there were of each kind: a status, or what became of a record
public record Outcome(Door door, long cases, Map<String, Long> answers, List<Found> faults) {
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
