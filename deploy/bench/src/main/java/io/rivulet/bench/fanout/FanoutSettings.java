package io.rivulet.bench.fanout;

import java.time.Duration;
import java.util.List;

/// How `bench fanout` measures.
///
/// @param time of a round
/// @param entries in each home timeline at the beginning
/// @param backlog posts that wait before a round of backlog; 0 leaves these rounds out
/// @param loads percentages of the steady maximum at which latency is measured
/// @param rates posts a second at which it is measured instead; then the maximum is not searched
record FanoutSettings(
    int rounds,
    Duration time,
    int entries,
    int backlog,
    List<Integer> loads,
    List<Integer> rates,
    Job job) {
  FanoutSettings {
    loads = List.copyOf(loads);
    rates = List.copyOf(rates);
  }

  /// How the job runs.
  ///
  /// @param partitions of all topics
  /// @param threads stream threads
  /// @param jvm options of its JVM
  record Job(int partitions, int threads, List<String> jvm) {
    Job {
      jvm = List.copyOf(jvm);
    }
  }
}
