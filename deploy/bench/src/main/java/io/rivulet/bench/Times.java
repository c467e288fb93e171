package io.rivulet.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Times of one thing, in rounds: percentiles of each round, and their spread.
final class Times {
  private static final double NANOS = 1e6;
  private static final long HIGHEST = Duration.ofMinutes(1).toNanos();

  private final List<Histogram> rounds = new ArrayList<>();

  void nextRound() {
    rounds.add(new Histogram(HIGHEST, 3));
  }

  /// Adds one to the present round; a minute at most.
  void add(long nanos) {
    rounds.getLast().recordValue(Math.min(nanos, HIGHEST));
  }

  /// The spread of a percentile.
  Spread at(double percentile) {
    return Spread.of(
        rounds.stream().map(round -> round.getValueAtPercentile(percentile) / NANOS).toList());
  }
}
