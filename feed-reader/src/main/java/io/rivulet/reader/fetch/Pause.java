package io.rivulet.reader.fetch;

import java.time.Duration;

/// Waiting for somebody else, a little longer each time, and not for ever.
public final class Pause {
  private static final long FIRST_MILLIS = 5;
  private static final long LAST_MILLIS = 200;

  private final long deadline;
  private long millis = FIRST_MILLIS;

  private Pause(long deadline) {
    this.deadline = deadline;
  }

  public static Pause upTo(Duration patience) {
    return new Pause(System.nanoTime() + patience.toNanos());
  }

  /// Sleeps, unless the patience is at its end.
  ///
  /// @return false if it is
  public boolean again() {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      Thread.sleep(Math.min(millis, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    millis = Math.min(millis * 2, LAST_MILLIS);
    return true;
  }
}
