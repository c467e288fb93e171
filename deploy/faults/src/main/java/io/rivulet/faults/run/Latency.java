package io.rivulet.faults.run;

import io.rivulet.faults.traffic.Probes.Sample;
import java.time.Duration;
import java.util.List;

/// How long probes took to be seen, once acknowledged.
///
/// @param probes how many
record Latency(int probes, Duration median, Duration p99, Duration longest) {
  static Latency of(List<Sample> samples) {
    List<Duration> sorted = samples.stream().map(Sample::delivery).sorted().toList();
    if (sorted.isEmpty()) {
      return new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
    return new Latency(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), sorted.getLast());
  }

  private static Duration at(List<Duration> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
  }

  String text() {
    return "%d probes: p50 %d ms, p99 %d ms, max %d ms"
        .formatted(probes, median.toMillis(), p99.toMillis(), longest.toMillis());
  }
}
