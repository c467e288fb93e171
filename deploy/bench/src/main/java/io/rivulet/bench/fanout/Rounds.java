package io.rivulet.bench.fanout;

import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;

/// Deliveries a second, round by round, and what all rounds together took.
final class Rounds {
  private static final double MICROS = 1e6;

  private final String mode;
  private final List<Double> figures = new ArrayList<>();
  private final List<Chart.Point> overTime = new ArrayList<>();
  private final long began = System.nanoTime();
  private Meters.Count start;
  private Meters.Count last;
  private long startAt;
  private long lastAt;
  private Meters.Count all = new Meters.Count(0, 0, 0, 0, 0, 0, 0);
  private Effort spent = new Effort(0, 0, 0, 0);
  private Effort before;

  Rounds(String mode, Meters.Count start, Effort before) {
    this.mode = mode;
    this.start = start;
    this.last = start;
    this.before = before;
    this.startAt = System.nanoTime();
    this.lastAt = startAt;
  }

  /// Begins a round.
  void begin(Meters.Count now, Effort spentSoFar) {
    start = now;
    last = now;
    before = spentSoFar;
    startAt = System.nanoTime();
    lastAt = startAt;
  }

  /// Notes what there is now.
  void look(Meters.Count now) {
    long at = System.nanoTime();
    double seconds = (at - lastAt) / 1e9;
    if (seconds > 0) {
      overTime.add(new Chart.Point((at - began) / 1e9, now.minus(last).deliveries() / seconds));
    }
    last = now;
    lastAt = at;
  }

  /// Deliveries a second from the beginning of the round to the last look.
  double deliveriesASecond() {
    return last.minus(start).deliveries() / ((lastAt - startAt) / 1e9);
  }

  /// Counts the round, which ends with the last look.
  void end(Effort spentSoFar) {
    Meters.Count grown = last.minus(start);
    figures.add(deliveriesASecond());
    all =
        new Meters.Count(
            all.deliveries() + grown.deliveries(),
            all.visits() + grown.visits(),
            all.calls() + grown.calls(),
            0,
            0,
            0,
            0);
    spent = spent.plus(spentSoFar.minus(before));
  }

  Chart.Series series() {
    return new Chart.Series(mode, overTime);
  }

  ThroughputRow row() {
    double deliveries = all.deliveries();
    return new ThroughputRow(
        mode,
        Spread.of(figures),
        deliveries / all.visits(),
        all.visits() / all.calls(),
        spent.redis() / deliveries * MICROS,
        spent.kafka() / deliveries * MICROS,
        spent.workers() / deliveries * MICROS,
        spent.deliveryBytes() / deliveries);
  }
}
