package io.rivulet.e2e.guarantee;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What goes on until it is ended, each part of it in turn with a pause after it.
final class Traffic implements AutoCloseable {
  private static final Duration END_BOUND = Duration.ofSeconds(90);

  private final List<Future<?>> parts = new ArrayList<>();
  private final ScheduledExecutorService threads;

  Traffic(int parts) {
    this.threads = Executors.newScheduledThreadPool(parts);
  }

  void begin(Duration pause, Runnable part) {
    parts.add(threads.scheduleWithFixedDelay(part, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// Fails if a part of it has failed.
  void requireGoing() throws InterruptedException {
    for (Future<?> part : parts) {
      if (part.isDone() && !part.isCancelled()) {
        try {
          part.get();
        } catch (ExecutionException e) {
          throw new AssertionError("the traffic has stopped", e.getCause());
        }
      }
    }
  }

  /// Ends all of it; what is under way is waited for.
  void end() throws InterruptedException {
    requireGoing();
    threads.shutdown();
    if (!threads.awaitTermination(END_BOUND.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the traffic does not end");
    }
    requireGoing();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
