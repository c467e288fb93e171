package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.event.Event;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.Events;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker with a heap of 256 MB and as many partitions as a system has by default, before a
/// backlog that is many times larger: while Redis hangs, while it is slow, and then.
class BacklogIT {
  private static final long FIRST = 40_000;
  private static final int VIEWERS = 10_000;

  /// Whom all follow; nobody else is followed by more than a few hundred.
  private static final List<Long> LARGE = List.of(FIRST, FIRST + 1);

  /// Whom all follow, and with those who follow during the backlog, more than are pushed to: then
  /// all of them are told, 500 a record.
  private static final long CROSSING = FIRST + 2;

  private static final int AUTHORS = 20;
  private static final int FOLLOWING_AUTHORS = 1_000;
  private static final int LATE_FOLLOWERS = 60;
  private static final int LARGE_POSTS = 40;
  private static final int LONG_POSTS = 6_000;
  private static final int LIKES = 100_000;
  private static final Duration LONG = Duration.ofMinutes(8);

  @TempDir Path folder;
  private final KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral());
  private final Feed feed = new Feed(kafka.bootstrapServers(), Topics.DEFAULT_PARTITIONS);
  private final FaultProxy proxy = FaultProxy.to(feed.redisServer().port());
  private final Graph graph = graph();

  @AfterEach
  void stop() {
    proxy.close();
    feed.close();
    kafka.close();
  }

  private static Graph graph() {
    Map<Long, Set<Long>> following = new TreeMap<>();
    for (int i = 0; i < AUTHORS + VIEWERS + LATE_FOLLOWERS; i++) {
      following.put(FIRST + i, Set.of());
    }
    for (int i = 0; i < VIEWERS; i++) {
      Set<Long> followed = new TreeSet<>(LARGE);
      followed.add(CROSSING);
      if (i < FOLLOWING_AUTHORS) {
        followed.add(FIRST + 3 + i % (AUTHORS - 3));
      }
      following.put(FIRST + AUTHORS + i, followed);
    }
    return new Graph(following);
  }

  @Test
  void aHeapOf256MegabytesDoForABacklogOfHundredsOfThousandsOfRecords() {
    Map<String, String> settings = new TreeMap<>(feed.settings(proxy.uri()));
    settings.put("streams.commitInterval", "PT1S");
    settings.put("streams.patience", "PT1S");
    settings.put("largeAuthors.threshold", Integer.toString(VIEWERS + LATE_FOLLOWERS / 2));
    try (WorkerProcess worker = WorkerProcess.start(folder, settings)) {
      feed.create(graph);
      await().atMost(LONG).until(() -> worker.ready() && feed.settled());
      feed.openTimelines(graph);

      proxy.holdRequests();
      List<Published> posts = publishBacklog();
      await().atMost(LONG).until(() -> worker.metric("rivulet_gate_closed_seconds") > 10);
      HttpResponse<String> health = worker.health();
      assertThat(health.statusCode()).isEqualTo(500);
      assertThat(health.body()).contains("Redis has not taken writes for");

      proxy.open();
      proxy.delayAnswers(Duration.ofMillis(20));
      await().atMost(LONG).until(feed::settled);
      assertThat(worker.isRunning()).isTrue();
      assertThat(worker.log()).doesNotContain("OutOfMemoryError", "a stream thread failed");
      await().atMost(LONG).until(worker::ready);
      EveryPostOnce.verify(feed.redis(), graph, posts);
    }
  }

  private List<Published> publishBacklog() {
    List<Published> posts = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < LONG_POSTS; i++) {
      long author = FIRST + 3 + i % (AUTHORS - 3);
      posts.add(post(events, author, text(i)));
      if (i % (LONG_POSTS / LARGE_POSTS) == 0) {
        posts.add(post(events, LARGE.get(i % 2), "to all"));
      }
      if (i % (LONG_POSTS / LATE_FOLLOWERS) == 0) {
        long late = FIRST + AUTHORS + VIEWERS + i / (LONG_POSTS / LATE_FOLLOWERS);
        events.add(Events.follow(late, CROSSING));
      }
      if (events.size() > 500) {
        feed.publish(events);
        events.clear();
      }
    }
    feed.publish(events);
    like(posts);
    return posts;
  }

  private Published post(List<Event> events, long author, String text) {
    long id = feed.nextId();
    events.add(
        new PostPublished(
            id,
            author,
            Events.NOW,
            PostContent.ofText(text),
            Visibility.PUBLIC,
            null,
            null,
            null,
            null));
    return new Published(id, author, 0, 0);
  }

  private void like(List<Published> posts) {
    List<Event> likes = new ArrayList<>();
    for (int i = 0; i < LIKES; i++) {
      Published post = posts.get(i % posts.size());
      long account = FIRST + AUTHORS + i % VIEWERS;
      likes.add(
          new Reacted(
              feed.nextId(),
              account,
              Reaction.LIKE,
              new PostRef(post.id(), post.author()),
              Events.NOW,
              null));
    }
    feed.publish(likes);
  }

  /// Some 10 KB, and no two alike: nothing compresses it.
  private static String text(int seed) {
    StringBuilder text = new StringBuilder();
    LongStream.iterate(seed + 1L, x -> x * 6_364_136_223_846_793_005L + 1)
        .limit(3_400)
        .forEach(x -> text.append((char) (0x4e00 + ((x >>> 33) % 20_000))));
    return text.toString();
  }
}
