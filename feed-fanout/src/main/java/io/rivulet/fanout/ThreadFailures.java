package io.rivulet.fanout;

import io.rivulet.fanout.flow.BeginsAnew;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/// What stream threads ended of, a short while ago.
///
/// Most of it is told at once. A thread that begins anew on purpose, as when Redis falls over, is
/// none of that: the worker serves on. One that does so of the same task again and again gets
/// nowhere, and that is told.
final class ThreadFailures {
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /// In that time, of a task. A Redis that falls over ends its thread once, and once or twice more
  /// where a shard has lost what it had.
  static final int MOST_ANEW = 3;

  /// What no task was at, such as a commit that was refused at a revocation, is any thread's.
  private static final String NO_TASK = "";

  private final LongSupplier nanoTime;
  private final int threads;
  private final Map<String, Deque<Long>> anew = new HashMap<>();
  private @Nullable Throwable last;
  private long lastAt;

  /// @param nanoTime as [System#nanoTime()]
  ThreadFailures(int threads, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.threads = threads;
  }

  /// Notes one.
  ///
  /// @return the reason if the thread begins anew, and that counts as no failure
  synchronized Optional<String> add(Throwable thrown) {
    long now = nanoTime.getAsLong();
    Optional<String> reason = reason(thrown);
    if (reason.isPresent() && isSeldom(task(thrown), now)) {
      return reason;
    }
    last = thrown;
    lastAt = now;
    return Optional.empty();
  }

  private boolean isSeldom(String task, long now) {
    Deque<Long> times = anew.computeIfAbsent(task, _ -> new ArrayDeque<>());
    times.add(now);
    while (now - times.element() >= REMEMBERED.toNanos()) {
      times.remove();
    }
    return times.size() <= (task.equals(NO_TASK) ? MOST_ANEW * threads : MOST_ANEW);
  }

  private static String task(Throwable thrown) {
    return thrown instanceof StreamsException failed
        ? failed.taskId().map(TaskId::toString).orElse(NO_TASK)
        : NO_TASK;
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
