package io.rivulet.faults.run;

import java.time.Duration;
import java.util.Optional;

/// What a fault did.
///
/// @param fault in one line
/// @param at since the begin of the schedule
/// @param length until it ended
/// @param recovery from its end until all was well; empty if that was not to be seen in time
/// @param stall the longest time that an acknowledged post took to be seen, from the begin of the
///   fault until all was well
/// @param publishing the longest time that a post took to be acknowledged, with all tries
public record Outcome(
    String fault,
    Duration at,
    Duration length,
    Optional<Duration> recovery,
    Duration stall,
    Duration publishing) {
  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1_000.0);
  }

  String recovered() {
    return recovery.map(Outcome::seconds).orElse("NOT WELL");
  }
}
