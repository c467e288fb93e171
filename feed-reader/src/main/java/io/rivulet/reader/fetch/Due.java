package io.rivulet.reader.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Held values that were needed late in their time, and so will be needed again: whoever reads next
/// asks for them anew, many at once and without waiting. So what is read all the time is never
/// missing, and nobody waits for it; what is read no more is not asked for either.
///
/// One such read is under way at a time: reads that somebody waits for must not stand behind many.
public final class Due {
  /// What one read asks for: a command that holds Redis for a tenth of a millisecond.
  private static final int MOST = 50;

  /// More than these come round too late to be of use.
  private static final int MOST_WAITING = 100 * MOST;

  /// How long one waits for others.
  private static final long LONGEST_NANOS = 20_000_000;

  private final Queue<Long> ids = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long since;

  /// Beyond [#MOST_WAITING] nothing is noted: it gets too old, and whoever needs it asks.
  void add(long id, long now) {
    if (size.get() < MOST_WAITING) {
      if (size.getAndIncrement() == 0) {
        since = now;
      }
      ids.add(id);
    }
  }

  /// Asks for what has waited long enough, or for many, unless that is under way: mostly for
  /// nothing. A failure is no matter of whoever reads: what was not renewed gets too old, and is
  /// asked for by whoever needs it.
  ///
  /// @param now as [Held#now]
  /// @param ask begins to read values of ids; ends when they are held
  public void renew(long now, Function<List<Long>, CompletionStage<?>> ask) {
    int waiting = size.get();
    boolean time = waiting >= MOST || (waiting > 0 && now - since >= LONGEST_NANOS);
    if (time && asking.compareAndSet(false, true)) {
      var _ = begun(ask, take(now)).whenComplete((_, _) -> asking.set(false));
    }
  }

  /// A renewal that cannot even begin is one that failed: it concerns nobody's read.
  private static CompletionStage<?> begun(
      Function<List<Long>, CompletionStage<?>> ask, List<Long> ids) {
    try {
      return ask.apply(ids);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private List<Long> take(long now) {
    List<Long> taken = new ArrayList<>(MOST);
    for (Long id = ids.poll(); id != null; id = taken.size() < MOST ? ids.poll() : null) {
      taken.add(id);
    }
    size.addAndGet(-taken.size());
    since = now;
    return taken;
  }
}
