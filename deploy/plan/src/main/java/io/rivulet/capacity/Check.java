package io.rivulet.capacity;

import java.util.Locale;

/// Refuses numbers that no system can have, by name.
final class Check {
  private Check() {}

  /// The number, if it lies within bounds.
  ///
  /// @param name as the command line has it
  /// @throws IllegalArgumentException if it is no number or outside
  static double within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, found %s".formatted(name, text(least), text(most), text(value)));
    }
    return value;
  }

  static String text(double value) {
    if (Double.isNaN(value)) {
      return "what is no number";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "-infinity";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
