package io.rivulet.bench;

import java.util.List;
import java.util.Locale;

/// One figure in several rounds, in milliseconds.
record Spread(double min, double median, double max) {
  static Spread of(List<Double> rounds) {
    List<Double> sorted = rounds.stream().sorted().toList();
    return new Spread(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  String text() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, min, max);
  }
}
