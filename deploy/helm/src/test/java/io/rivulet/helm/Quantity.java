package io.rivulet.helm;

/// Amounts as Kubernetes writes them.
final class Quantity {
  private Quantity() {}

  /// Of `512Mi`, `4Gi` or `2Ti`.
  static long megabytes(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 2));
    return switch (text.substring(text.length() - 2)) {
      case "Mi" -> number;
      case "Gi" -> number << 10;
      case "Ti" -> number << 20;
      default -> throw new IllegalArgumentException("no quantity: " + text);
    };
  }

  /// Of `500m` or `2`.
  static double cores(String text) {
    return text.endsWith("m")
        ? Double.parseDouble(text.replace("m", "")) / 1_000
        : Double.parseDouble(text);
  }
}
