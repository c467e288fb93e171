package io.rivulet.e2e.guarantee;

import java.time.Duration;
import java.util.Locale;

/// From a request to its answer, in nanoseconds since the recording began.
record Span(long begun, long ended) {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  /// Whether this was over when the other began.
  boolean before(Span other) {
    return ended < other.begun;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f–%.3f s", begun / SECOND, ended / SECOND);
  }
}
