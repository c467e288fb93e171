package io.rivulet.bench.report;

import java.util.List;
import java.util.Locale;

/// One figure in several rounds.
///
/// @param rounds the figure of each round, in their order
public record Spread(double min, double median, double max, List<Double> rounds) {
  public Spread {
    rounds = List.copyOf(rounds);
  }

  /// The spread of at least one round.
  public static Spread of(List<Double> rounds) {
    List<Double> sorted = rounds.stream().sorted().toList();
    return new Spread(sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast(), rounds);
  }

  /// With two decimals.
  public String text() {
    return text("%.2f");
  }

  /// Median, and minimum and maximum in brackets.
  ///
  /// @param format of one number, such as `%,.0f`
  public String text(String format) {
    return "%s (%s–%s)".formatted(one(format, median), one(format, min), one(format, max));
  }

  private static String one(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
