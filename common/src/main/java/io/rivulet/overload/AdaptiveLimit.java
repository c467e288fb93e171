package io.rivulet.overload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// How many requests are worked on at a time: as many as are answered soon.
///
/// More than a machine can work on at a time wait for each other, and each takes longer by as much;
/// so the time a request takes tells whether there are too many. Each tenth of a second in which
/// the limit was used the mean time decides: the limit grows by a tenth while it is short, and
/// shrinks by as much as it is too long. That is additive increase and multiplicative decrease, as
/// in TCP; the comparison with what a request takes by itself is that of TCP Vegas (Brakmo and
/// Peterson, 1995), and of Netflix's `concurrency-limits`, whose gradient takes its long-term mean
/// for that, which under lasting load is the load's own.
///
/// What a request takes by itself is the least mean seen. Should something that requests need have
/// become slow, the limit falls to its least; at that nothing waits in this process, so what is
/// measured then is what requests take by themselves now, and the limit grows again.
public final class AdaptiveLimit {
  private static final long WINDOW_NANOS = Duration.ofMillis(100).toNanos();
  private static final int SAMPLES = 20;
  private static final int TIMES_ALONE = 3;

  /// Nobody gains by waiting longer, whatever requests take by themselves.
  private static final long LONGEST_NANOS = Duration.ofMillis(500).toNanos();

  private static final double GROWTH = 1.1;
  private static final double STEEPEST = 0.7;

  private final long latencyNanos;
  private final int least;
  private final int most;
  private final LongSupplier nanoTime;

  private final AtomicInteger underWay = new AtomicInteger();
  private final LongAdder answered = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final AtomicBoolean adjusting = new AtomicBoolean();
  private volatile int limit;
  private volatile int peak;
  private volatile long windowEnd;

  /// Guarded by `adjusting`.
  private long aloneNanos = Long.MAX_VALUE;

  /// @param latency as in [OverloadSettings]
  /// @param nanoTime as [System#nanoTime]
  public AdaptiveLimit(Duration latency, int least, int most, LongSupplier nanoTime) {
    this.latencyNanos = latency.toNanos();
    this.least = Math.min(least, most);
    this.most = most;
    this.nanoTime = nanoTime;
    this.limit = Math.max(this.least, most / 4);
    this.windowEnd = nanoTime.getAsLong() + WINDOW_NANOS;
  }

  /// Begins a request if there is room.
  public boolean tryBegin() {
    int now = underWay.incrementAndGet();
    if (now > limit) {
      underWay.decrementAndGet();
      return false;
    }
    if (now > peak) {
      peak = now; // a lost race is noted by the next request
    }
    return true;
  }

  /// Makes room for others though a request is not over: it waits for its client. It goes on by
  /// [#tryBegin].
  public void leave() {
    underWay.decrementAndGet();
  }

  /// Ends a request.
  ///
  /// @param began when, as [System#nanoTime]
  public void end(long began) {
    long now = nanoTime.getAsLong();
    underWay.decrementAndGet();
    nanos.add(now - began);
    answered.increment();
    if (now - windowEnd >= 0 && answered.sum() >= SAMPLES && adjusting.compareAndSet(false, true)) {
      try {
        adjust(nanos.sumThenReset() / Math.max(1, answered.sumThenReset()));
      } finally {
        windowEnd = now + WINDOW_NANOS;
        adjusting.set(false);
      }
    }
  }

  private void adjust(long mean) {
    int present = limit;
    if (mean < aloneNanos || present <= least) {
      aloneNanos = mean;
    }
    boolean used = peak >= present * 0.9;
    peak = underWay.get();
    if (used) {
      long bound = Math.max(latencyNanos, Math.min(LONGEST_NANOS, TIMES_ALONE * aloneNanos));
      double factor = mean <= bound ? GROWTH : Math.max(STEEPEST, (double) bound / mean);
      limit = Math.clamp(Math.round(present * factor), least, most);
    }
  }

  /// Requests that are worked on at a time at most, at present.
  public int limit() {
    return limit;
  }

  /// Requests that are worked on.
  public int underWay() {
    return underWay.get();
  }
}
