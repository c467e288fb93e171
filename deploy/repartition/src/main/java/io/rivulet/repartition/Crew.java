package io.rivulet.repartition;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Some threads, each at one partition at a time. The first failure ends all.
final class Crew implements AutoCloseable {
  private static final int MOST_THREADS = 4;
  private static final long END_SECONDS = 60;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.min(MOST_THREADS, Math.max(2, Runtime.getRuntime().availableProcessors())),
          Thread.ofPlatform().daemon().name("copy-", 0).factory());

  void doAll(List<Runnable> works) {
    CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
    for (Runnable work : works) {
      var _ = done.submit(work, true);
    }
    try {
      for (int i = 0; i < works.size(); i++) {
        var _ = done.take().get();
      }
    } catch (ExecutionException e) {
      close();
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new RepartitionException("interrupted: run the same command again to go on", e);
    }
  }

  /// Waits for who is in the midst of a portion.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      var _ = threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
