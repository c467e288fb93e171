package io.rivulet.fanout;

import io.rivulet.fanout.flow.BeginsAnew;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What stream threads ended of, a short while ago.
///
/// Most of it is told at once. A thread that begins anew on purpose, as when Redis falls over, is
/// none of that: the worker serves on. Those that do so again and again get nowhere.
final class ThreadFailures {
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /// In that time, of a thread. A Redis that falls over ends each once, and once or twice more
  /// where a shard has lost what it had or tasks move meanwhile; a thread that gets nowhere is back
  /// within a second or two.
  static final int MOST_ANEW = 5;

  private final LongSupplier nanoTime;
  private final int mostAnew;
  private final Deque<Long> anew = new ArrayDeque<>();
  private @Nullable Throwable last;
  private long lastAt;

  /// @param nanoTime as [System#nanoTime()]
  ThreadFailures(int threads, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.mostAnew = threads * MOST_ANEW;
  }

  /// Notes one.
  ///
  /// @return the reason if the thread begins anew, and that counts as no failure
  synchronized Optional<String> add(Throwable thrown) {
    long now = nanoTime.getAsLong();
    Optional<String> reason = reason(thrown);
    if (reason.isPresent()) {
      anew.add(now);
      while (now - anew.element() >= REMEMBERED.toNanos()) {
        anew.remove();
      }
      if (anew.size() <= mostAnew) {
        return reason;
      }
    }
    last = thrown;
    lastAt = now;
    return Optional.empty();
  }

  private static Optional<String> reason(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    while (cause != null) {
      if (cause instanceof BeginsAnew begins) {
        return Optional.of(begins.getMessage());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /// The last one, or null if that was a while ago.
  synchronized @Nullable Throwable recent() {
    return nanoTime.getAsLong() - lastAt < REMEMBERED.toNanos() ? last : null;
  }
}
