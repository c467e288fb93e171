package io.rivulet.bench.ceiling;

import java.util.List;

/// How fast a load was worked off.
///
/// @param deliveries made
/// @param seconds it took
/// @param samples over time
record Pace(long deliveries, double seconds, List<Sample> samples) {
  Pace {
    samples = List.copyOf(samples);
  }

  /// @param at seconds since the beginning
  /// @param rate deliveries a second since the sample before
  record Sample(double at, double rate) {}

  double rate() {
    return deliveries / seconds;
  }
}
