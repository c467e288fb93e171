package io.rivulet.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Runs what starts and stops servers side by side, in threads that can be told to give up.
final class Starters implements AutoCloseable {
  private static final Duration GIVE_UP_BOUND = Duration.ofSeconds(3);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Begins a task.
  ///
  /// @throws LocalException if the run is ending
  <T> Future<T> begin(Callable<T> task) {
    try {
      return threads.submit(task);
    } catch (RejectedExecutionException e) {
      throw new LocalException("Stopped while starting", e);
    }
  }

  /// The outcome of a task; its own exception if it failed.
  static <T> T await(Future<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (CancellationException e) {
      throw new LocalException("Stopped while starting", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Stopped while starting", e);
    }
  }

  /// Tells all tasks to give up, and waits until they have cleaned up after themselves.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      var _ = threads.awaitTermination(GIVE_UP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
