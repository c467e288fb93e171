package io.rivulet.local.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Lets acts begin no faster than a rate. An act that comes late is not held up, and those after it
/// catch up: the rate is that of the whole.
final class Pace {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final int rate;
  private final long began = System.nanoTime();
  private final AtomicLong started = new AtomicLong();

  /// @param rate acts a second; 0 for no limit
  Pace(int rate) {
    this.rate = rate;
  }

  /// Returns when one more act may begin.
  void await() throws InterruptedException {
    long before = started.getAndIncrement();
    if (rate > 0) {
      long wait = began + before * SECOND / rate - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
    }
  }

  long started() {
    return started.get();
  }

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
