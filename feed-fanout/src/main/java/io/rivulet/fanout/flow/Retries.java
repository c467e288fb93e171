package io.rivulet.fanout.flow;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs what has to be tried again, after a pause that doubles from 20 ms to 1 s.
public final class Retries implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-retries").factory());

  /// Runs an action after the pause that its number of failures asks for.
  ///
  /// @param attempt how often it has failed so far, from 1
  public void later(int attempt, Runnable action) {
    long millis = FIRST.toMillis() << Math.min(attempt - 1, 10);
    try {
      var _ = timer.schedule(action, Math.min(millis, LONGEST.toMillis()), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The process ends. What was to be retried is not committed, so it is processed again.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
