package io.rivulet.bench.read;

import io.rivulet.bench.report.BenchOptions;
import java.time.Duration;
import java.util.List;

/// How reads are measured.
///
/// @param rounds of which minimum, median and maximum are shown
/// @param round how long one takes; 1 to 60 s
/// @param warmUp how long as much as possible is read before; 0 to 600 s
/// @param connections of the closed load; 1 to 1,000
/// @param rates of the open load, requests a second; each 1 to 100,000
/// @param workers of nginx
/// @param jvm options of the reader's
record ReadSettings(
    int rounds,
    Duration round,
    Duration warmUp,
    int connections,
    List<Double> rates,
    int workers,
    List<String> jvm) {
  ReadSettings {
    rates = List.copyOf(rates);
    jvm = List.copyOf(jvm);
    BenchOptions.require("seconds", round.toSeconds(), 1, 60);
    BenchOptions.require("warm-up", warmUp.toSeconds(), 0, 600);
    BenchOptions.require("connections", connections, 1, 1_000);
    BenchOptions.require("workers", workers, 1, 64);
    rates.forEach(rate -> BenchOptions.require("rates", rate.longValue(), 1, 100_000));
  }
}
