package io.rivulet.bench.report;

import java.util.List;
import java.util.Locale;

/// A figure that was aimed at, and the one that was measured.
///
/// @param what in words, with its unit
/// @param bound the worst value that still counts as met
/// @param higher whether more is better
public record Target(String what, double measured, double bound, boolean higher) {
  public static Target atLeast(String what, double measured, double bound) {
    return new Target(what, measured, bound, true);
  }

  public static Target atMost(String what, double measured, double bound) {
    return new Target(what, measured, bound, false);
  }

  /// A figure that is no number is not met.
  public boolean met() {
    return higher ? measured >= bound : measured <= bound;
  }

  static Table table(List<Target> targets) {
    var table = new Table("target", "wanted", "measured", "");
    for (Target target : targets) {
      table.add(
          target.what,
          (target.higher ? "≥ " : "≤ ") + number(target.bound),
          number(target.measured),
          target.met() ? "met" : "missed");
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }
}
