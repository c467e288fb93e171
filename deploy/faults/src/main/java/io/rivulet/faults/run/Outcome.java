package io.rivulet.faults.run;

import java.time.Duration;
import java.util.Optional;

/// What a fault did.
///
/// @param kind as it is called on a command line, or [#RESTART]
/// @param fault in one line
/// @param delivery of the posts that were seen from the begin of the fault until all was well; the
///   longest is the stall
/// @param publishing the longest time that one of these took to be acknowledged, with all tries
record Outcome(
    String kind,
    String fault,
    Span span,
    Recovery recovery,
    Latency delivery,
    Duration publishing) {
  /// What happens to every process of an upgrade.
  static final String RESTART = "restart";

  /// When it was.
  ///
  /// @param at since the begin of the schedule
  /// @param length until it ended
  record Span(Duration at, Duration length) {}

  /// How long after its end things were well; empty if that was not to be seen in time.
  ///
  /// @param ready every process said so, Redis had its slots and replicas, and Kafka its copies
  /// @param well posts came through for everybody again, too
  /// @param last what was last seen not to be well, for people
  record Recovery(Optional<Duration> ready, Optional<Duration> well, String last) {}
}
