package io.rivulet.cli.vitals;

import java.util.Locale;

/// Bytes as people read them.
public final class Bytes {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Bytes() {}

  /// Of how much there may be.
  ///
  /// @param limit 0 if there is none
  public static String limit(double limit) {
    return limit == 0 ? "without a limit" : "of " + text(limit);
  }

  /// In units of 1,000, such as `1.5 MB`.
  public static String text(double bytes) {
    int unit = 0;
    double left = bytes;
    while (Math.abs(left) >= 1_000 && unit < UNITS.length - 1) {
      left /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%,.0f %s" : "%,.1f %s", left, UNITS[unit]);
  }
}
