package io.rivulet.fanout.guarantee;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Posts that keep coming until the load is ended.
final class Load implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BATCH = 4;

  private final List<Published> posts = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> publishing;

  private Load(Feed feed, Graph graph) {
    publishing =
        timer.scheduleWithFixedDelay(
            () -> add(feed.publish(graph, BATCH)), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Begins to publish up to forty posts a second.
  static Load on(Feed feed, Graph graph) {
    return new Load(feed, graph);
  }

  private synchronized void add(List<Published> more) {
    posts.addAll(more);
  }

  /// What has been published so far.
  synchronized List<Published> posts() {
    return List.copyOf(posts);
  }

  /// Ends the load.
  ///
  /// @return all that was published
  List<Published> end() throws InterruptedException {
    timer.shutdown();
    if (!timer.awaitTermination(20, TimeUnit.SECONDS)) {
      throw new AssertionError("a post is not acknowledged by Kafka");
    }
    if (!publishing.isCancelled()) {
      try {
        publishing.get();
      } catch (ExecutionException e) {
        throw new AssertionError("not everything was published", e);
      }
    }
    return posts();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
