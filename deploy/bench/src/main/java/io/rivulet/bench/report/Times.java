package io.rivulet.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Times of one thing, in rounds: percentiles of each round, and their spread. Used by one thread.
public final class Times {
  private static final double NANOS = 1e6;
  private static final long HIGHEST = Duration.ofMinutes(1).toNanos();

  private final List<Histogram> rounds = new ArrayList<>();

  public void nextRound() {
    rounds.add(new Histogram(HIGHEST, 3));
  }

  /// Adds one to the present round; a minute at most.
  public void add(long nanos) {
    rounds.getLast().recordValue(Math.min(nanos, HIGHEST));
  }

  /// Adds a round that somebody else recorded, in nanoseconds.
  public void addRound(Histogram nanos) {
    rounds.add(nanos);
  }

  /// Adds to the last round what was recorded after its end.
  public void addLate(Histogram nanos) {
    rounds.getLast().add(nanos);
  }

  /// The spread of a percentile, in milliseconds.
  public Spread at(double percentile) {
    return Spread.of(
        rounds.stream().map(round -> round.getValueAtPercentile(percentile) / NANOS).toList());
  }

  /// The spread of the longest, in milliseconds.
  public Spread max() {
    return Spread.of(rounds.stream().map(round -> round.getMaxValue() / NANOS).toList());
  }
}
