package io.rivulet.reader.index;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.reader.index.IndexLoop.Progress;
import io.rivulet.service.ApiException;
import io.rivulet.topic.LayoutTopic;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The index of this process: begins, follows the topics, ends. It may be searched when it has come
/// up with them, and as long as it does not fall behind.
///
/// It has one thread of its own, and one that merges, and bounded memory; whatever befalls it,
/// nothing but what searches it is answered differently.
public final class Index implements Managed {
  /// So much behind, it shows something other than what there is.
  private static final Duration BEHIND_ALLOWED = Duration.ofSeconds(30);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final long STOP_MILLIS = 2_000;

  private final IndexMeters meters;
  private final IndexLoop loop;
  private final Thread thread;
  private final String publicUrl;
  private volatile State state = new State(null, 0, "starting");

  /// @param search null as long as it may not be searched
  /// @param at the time at which it was up with the topics, as [System#nanoTime]
  private record State(@Nullable IndexSearch search, long at, String text) {}

  @SuppressWarnings("ThreadPriorityCheck") // A hint, which Linux passes over unless told otherwise.
  public Index(
      IndexSettings settings, KafkaSettings kafka, String publicUrl, MeterRegistry registry) {
    this.meters = new IndexMeters(registry);
    this.publicUrl = publicUrl;
    Map<String, Object> client = kafka.client(settings.kafka());
    client.putIfAbsent("client.id", "feed-reader-index");
    this.loop =
        new IndexLoop(
            client,
            () -> new LayoutTopic(kafka, settings.kafka(), SpreadWatch.PATIENCE),
            settings,
            meters,
            this::progressed);
    this.thread = new Thread(loop, "index");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  private void progressed(Progress progress) {
    switch (progress) {
      case Progress.Away(String reason) -> state = new State(null, 0, reason);
      case Progress.Open(OpenIndex index, OptionalLong lag) -> opened(index, lag);
    }
    meters.ready(state.search() != null);
  }

  private void opened(OpenIndex index, OptionalLong lag) {
    lag.ifPresent(meters::lag);
    long now = System.nanoTime();
    State before = state;
    IndexSearch search = before.search();
    if (lag.isPresent() && lag.getAsLong() <= IndexSource.BATCH) {
      state =
          new State(
              search == null ? new IndexSearch(index.searchers(), publicUrl) : search,
              now,
              "up with the topics");
    } else if (search == null || now - before.at() > BEHIND_ALLOWED.toNanos()) {
      state = new State(null, 0, "behind by " + (lag.isPresent() ? lag.getAsLong() : "?"));
    }
  }

  /// What searches.
  ///
  /// @throws ApiException UNAVAILABLE while the index is built, is behind or cannot be read
  public IndexSearch search() {
    IndexSearch search = state.search();
    if (search == null) {
      throw ApiException.unavailable(RETRY_AFTER);
    }
    return search;
  }

  /// How much there is, null while that cannot be told.
  public IndexSearch.@Nullable Size size() {
    IndexSearch search = state.search();
    try {
      return search == null ? null : search.size();
    } catch (ApiException _) {
      return null;
    }
  }

  /// Whether it may be searched. The process is ready without.
  public HealthCheck check() {
    return new HealthCheck() {
      @Override
      protected Result check() {
        State now = state;
        return now.search() == null ? Result.unhealthy(now.text()) : Result.healthy(now.text());
      }
    };
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop();
    thread.join(STOP_MILLIS);
  }
}
