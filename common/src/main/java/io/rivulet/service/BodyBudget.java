package io.rivulet.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Bytes of request bodies that are in memory, all together: an eighth of the heap. A body takes
/// several times its bytes once it is read; and many clients may send theirs at a time.
///
/// Beyond that those are cut off that began longest ago and have not come to their end, as answers
/// are ([Unsent]): else a few clients that send most of a body and then a byte at a time would keep
/// everybody out. Nobody is as long as there is room, however slow; and where all have just begun
/// it is the newcomer that is refused. Both are answered 503: that a body is not there yet may be
/// our own fault, if there are too many to be read.
final class BodyBudget {
  /// Any client takes as long now and then.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final long most;
  private final LongSupplier nanoTime;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong begun = new AtomicLong();

  /// Those that have not come to their end. Not a queue: most end long before the slowest.
  private final ConcurrentNavigableMap<Long, Held> inOrder = new ConcurrentSkipListMap<>();

  private final Counter cutOff;

  /// @param nanoTime as [System#nanoTime]
  BodyBudget(long most, MeterRegistry meters, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.cutOff = meters.counter("rivulet.http.bodies.cut.off");
    meters.gauge("rivulet.http.body.bytes", bytes);
  }

  /// Counts a body that begins.
  ///
  /// @param cut wakes up whoever waits for more of it
  Held begin(Runnable cut) {
    return new Held(begun.incrementAndGet(), cut, nanoTime.getAsLong());
  }

  private boolean hasRoom() {
    return bytes.get() <= most;
  }

  private void cutOldest() {
    long now = nanoTime.getAsLong();
    for (Held held : inOrder.values()) {
      if (hasRoom() || now - held.began < GRACE.toNanos()) {
        return;
      }
      if (held.cut()) {
        cutOff.increment();
        held.cut.run();
      }
    }
  }

  /// What is in memory of one body. Read by one thread, and cut off by any.
  final class Held {
    private final long number;
    private final Runnable cut;
    private final long began;
    private long taken;
    private boolean isCut;

    private Held(long number, Runnable cut, long began) {
      this.number = number;
      this.cut = cut;
      this.began = began;
    }

    /// Counts what was read of it.
    ///
    /// @throws ApiException UNAVAILABLE if there is no room
    void take(int read) {
      bytes.addAndGet(read);
      if (!hasRoom()) {
        cutOldest();
      }
      if (!keep(read)) {
        bytes.addAndGet(-read);
        throw ApiException.of(ApiError.UNAVAILABLE);
      }
    }

    private synchronized boolean keep(int read) {
      if (isCut || !hasRoom()) {
        return false;
      }
      if (taken == 0) {
        inOrder.put(number, this);
      }
      taken += read;
      return true;
    }

    /// It has come to its end, and is not cut off any more.
    ///
    /// @throws ApiException UNAVAILABLE if it was before
    synchronized void whole() {
      check();
      inOrder.remove(number);
    }

    /// @throws ApiException UNAVAILABLE if it was cut off
    synchronized void check() {
      if (isCut) {
        throw ApiException.of(ApiError.UNAVAILABLE);
      }
    }

    /// Its request is over.
    synchronized void giveBack() {
      inOrder.remove(number);
      bytes.addAndGet(-taken);
      taken = 0;
    }

    private synchronized boolean cut() {
      if (!inOrder.remove(number, this)) {
        return false;
      }
      isCut = true;
      giveBack();
      return true;
    }
  }
}
