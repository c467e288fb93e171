package io.rivulet.bench.fanout;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/// Does something at a rate that may change, in a thread of its own: each time at the moment that
/// the rate says, and if it comes late, with that moment in hand, so that nobody waits unmeasured
/// (Gil Tene: coordinated omission).
final class Pacer implements AutoCloseable {
  private final LongConsumer action;
  private final Thread thread;
  private volatile double rate;
  private volatile boolean closed;
  private final LongAdder done = new LongAdder();

  /// Begins at a rate.
  ///
  /// @param rate a second
  /// @param action takes the moment, as [System#nanoTime], at which it should happen
  Pacer(String name, double rate, LongConsumer action) {
    this.rate = rate;
    this.action = action;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    double due = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      if (due > now) {
        LockSupport.parkNanos((long) (due - now));
      } else {
        action.accept((long) due);
        done.increment();
        due += 1e9 / rate;
      }
    }
  }

  double rate() {
    return rate;
  }

  void rate(double perSecond) {
    rate = Math.max(1, perSecond);
  }

  /// How often it has happened.
  long done() {
    return done.sum();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
