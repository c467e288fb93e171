package io.rivulet.reader.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.reader.Feed;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Many readers of one cold timeline at the same moment, with real threads.
class ConcurrentRebuildIT {
  private static final long VIEWER = 1;
  private static final int READERS = 50;
  private static final int FOLLOWED = 40;
  private static final int OLD_POSTS = 10;
  private static final int NEW_POSTS = 60;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private HomeViews views(Feed feed) {
    Access access = Access.of(feed.redis(), new ReaderMeters(registry), Clock.systemUTC());
    Timelines timelines =
        Timelines.of(access, TimelineLimits.DEFAULT, new HoldSettings(Duration.ZERO, 0));
    return HomeViews.of(access, timelines, HomeSettings.DEFAULT, new Reach(4, 0));
  }

  /// Forty authors with ten posts each, all before the readers come.
  private static void fill(Feed feed) {
    long[] authors = LongStream.range(100, 100 + FOLLOWED).toArray();
    for (long author : authors) {
      feed.author(author, LongStream.range(0, OLD_POSTS).map(i -> i * 100 + author).toArray());
    }
    feed.author(VIEWER);
    feed.relate(VIEWER, authors);
  }

  private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks)
      throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> result : threads.invokeAll(tasks)) {
      results.add(result.get());
    }
    return results;
  }

  @Test
  void oneOfManyReadersRebuildsAndNobodyGetsAPart() throws Exception {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fill(feed);
      HomeViews views = views(feed);
      Future<?> publisher = threads.submit(() -> publish(feed));
      List<Callable<HomeView>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(() -> views.of(VIEWER));
      }
      for (HomeView view : all(threads, readers)) {
        assertThat(view.cut().ids().toArray())
            .contains(LongStream.range(0, OLD_POSTS).map(i -> i * 100 + 100).toArray())
            .hasSizeGreaterThanOrEqualTo(FOLLOWED * OLD_POSTS);
      }
      publisher.get();
      assertThat(registry.counter("rivulet.reader.rebuilds", "outcome", "rebuilt").count())
          .isEqualTo(1);
      assertThat(views.of(VIEWER).cut().ids().size()).isEqualTo(FOLLOWED * OLD_POSTS + NEW_POSTS);
    }
  }

  private static void publish(Feed feed) {
    for (long id = 100_000; id < 100_000 + NEW_POSTS; id++) {
      feed.add(100, id);
      feed.deliver(VIEWER, id);
    }
  }

  /// The rebuild that a killed reader left: others wait briefly, then answer without it.
  @Test
  void readersOfATimelineThatNobodyCompletesMergeItThemselves() throws Exception {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fill(feed);
      HomeViews views = views(feed);
      feed.await(Rebuild.begin(feed.commands(), VIEWER, 7, Duration.ofSeconds(5)));
      List<Callable<HomeView>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(() -> views.of(VIEWER));
      }
      for (HomeView view : all(threads, readers)) {
        assertThat(view.timeline()).isNull();
        assertThat(view.cut().ids().size()).isEqualTo(FOLLOWED * OLD_POSTS);
      }
    }
  }
}
