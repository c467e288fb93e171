package io.rivulet.fanout.guarantee;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.rivulet.event.Event;
import io.rivulet.event.Limits;
import io.rivulet.event.Media;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker with a heap of 256 MB, and as many partitions as a system has by default, before a
/// backlog that is larger than its heap: of posts as large as may be, of posts that thousands get,
/// of an author who becomes a large one meanwhile, of likes. Redis hangs, is slow, pauses its
/// clients, and does nothing at all for a while; or Kafka does.
class BacklogIT {
  private static final long SEED = 11;
  private static final long FIRST = 40_000;
  private static final int VIEWERS = 3_000;
  private static final List<Long> FOLLOWED_BY_ALL = List.of(FIRST, FIRST + 1);

  /// Followed by all, and with those who follow during the backlog by more than are pushed to: then
  /// all of them are told.
  private static final long CROSSING = FIRST + 2;

  private static final int AUTHORS = 20;
  private static final int LATE_FOLLOWERS = 60;
  private static final int LARGE_POSTS = 2_800;
  private static final int POSTS_TO_ALL = 100;
  private static final int LIKES = 30_000;
  private static final Duration HANGS = Duration.ofSeconds(6);
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path folder;
  private final KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral());
  private final Feed feed = new Feed(kafka, Topics.DEFAULT_PARTITIONS);
  private final FaultProxy proxy = FaultProxy.to(feed.redisServer().port());
  private final Graph graph = graph();
  private final Random random = new Random(SEED);

  @AfterEach
  void stop() {
    proxy.close();
    feed.close();
    kafka.close();
  }

  private static Graph graph() {
    Map<Long, Set<Long>> following = new TreeMap<>();
    for (int i = 0; i < AUTHORS; i++) {
      following.put(FIRST + i, Set.of());
    }
    for (int i = 0; i < VIEWERS; i++) {
      Set<Long> followed = new TreeSet<>(FOLLOWED_BY_ALL);
      followed.add(CROSSING);
      followed.add(largePosts(i));
      following.put(FIRST + AUTHORS + i, followed);
    }
    return new Graph(following);
  }

  /// Authors of large posts by turns.
  private static long largePosts(int i) {
    return FIRST + 3 + i % (AUTHORS - 3);
  }

  @Test
  void aHeapOf256MegabytesSufficesForABacklogThatIsLarger() {
    try (WorkerProcess worker = worker()) {
      proxy.holdRequests();
      List<Published> posts = publishBacklog();
      until(worker, () -> worker.metric("rivulet_gate_closed_seconds") > HANGS.toSeconds());
      HttpResponse<String> health = worker.health();
      assertThat(health.statusCode()).isEqualTo(500);
      assertThat(health.body()).contains("Redis has not taken writes for");

      double planned = worker.metric("rivulet_plan_events_total");
      long goesOn = System.nanoTime();
      proxy.open();
      proxy.delayAnswers(Duration.ofMillis(20));
      until(worker, () -> worker.metric("rivulet_plan_events_total") > planned + LARGE_POSTS / 3.0);
      feed.redis().await(feed.redis().commands().clientPause(HANGS.toMillis()));
      until(worker, () -> worker.metric("rivulet_gate_closed_seconds") > 1);
      until(worker, () -> worker.metric("rivulet_plan_events_total") > planned + LARGE_POSTS);
      sleeps();
      until(worker, () -> worker.metric("rivulet_gate_closed_seconds") > 1);

      until(worker, feed::settled);
      Duration took = Duration.ofNanos(System.nanoTime() - goesOn);
      until(worker, worker::ready);
      assertThat(worker.log()).doesNotContain("OutOfMemoryError", "a stream thread ");
      EveryPostOnce.verify(feed.redis(), graph, posts);
      System.out.printf(
          "caught up in %d ms, of them %d ms each of CLIENT PAUSE and DEBUG SLEEP; %s%n",
          took.toMillis(), HANGS.toMillis(), worker.service().heapSeen());
    }
  }

  /// It takes nothing and shows nothing, while the worker has much of the backlog in its memory.
  @Test
  void aKafkaThatStandsStillIsWaitedFor() {
    try (WorkerProcess worker = worker()) {
      proxy.holdRequests();
      List<Published> posts = publishBacklog();
      until(worker, () -> worker.metric("rivulet_gate_closed_seconds") > 1);
      kafka.pause();
      try {
        proxy.open();
        await().during(2 * HANGS.toSeconds(), SECONDS).atMost(LONG).until(worker::isRunning);
      } finally {
        kafka.resume();
      }
      long goesOn = System.nanoTime();
      until(worker, feed::settled);
      Duration took = Duration.ofNanos(System.nanoTime() - goesOn);
      until(worker, worker::ready);
      assertThat(worker.log()).doesNotContain("OutOfMemoryError");
      EveryPostOnce.verify(feed.redis(), graph, posts);
      System.out.printf(
          "Kafka stood still for %d s: caught up in %d ms; %s%n",
          2 * HANGS.toSeconds(), took.toMillis(), worker.service().heapSeen());
    }
  }

  private WorkerProcess worker() {
    Map<String, String> settings = new HashMap<>(feed.settings(proxy.uri()));
    settings.put("streams.commitInterval", "PT1S");
    settings.put("streams.patience", "PT1S");
    settings.put("largeAuthors.threshold", Integer.toString(VIEWERS + LATE_FOLLOWERS / 2));
    WorkerProcess worker = WorkerProcess.start(folder, settings);
    feed.create(graph);
    until(worker, () -> worker.ready() && feed.settled());
    feed.openTimelines(graph);
    return worker;
  }

  /// `DEBUG SLEEP`: as a command that takes that long. Its answer comes when it is over.
  private void sleeps() {
    CommandArgs<byte[], byte[]> arguments =
        new CommandArgs<>(ByteArrayCodec.INSTANCE).add("SLEEP").add(HANGS.toSeconds());
    var _ =
        feed.redis()
            .commands()
            .dispatch(CommandType.DEBUG, new StatusOutput<>(ByteArrayCodec.INSTANCE), arguments);
  }

  private static void until(WorkerProcess worker, BooleanSupplier reached) {
    worker.service().until(LONG, reached);
  }

  private List<Published> publishBacklog() {
    System.out.println("backlog of seed " + SEED);
    List<Published> posts = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < LARGE_POSTS; i++) {
      posts.add(post(events, largePosts(i), large()));
      if (i % (LARGE_POSTS / POSTS_TO_ALL) == 0) {
        posts.add(post(events, FOLLOWED_BY_ALL.get(i % 2), PostContent.ofText("to all")));
      }
      if (i % (LARGE_POSTS / LATE_FOLLOWERS) == 0) {
        long late = FIRST + AUTHORS + VIEWERS + i;
        events.add(Events.follow(late, CROSSING));
      }
      if (events.size() > 100) {
        feed.publish(events);
        events.clear();
      }
    }
    feed.publish(events);
    feed.publish(IntStream.range(0, LIKES).mapToObj(i -> like(posts, i)).toList());
    return posts;
  }

  private Published post(List<Event> events, long author, PostContent content) {
    long id = feed.nextId();
    events.add(
        new PostPublished(
            id, author, Events.NOW, content, Visibility.PUBLIC, null, null, null, null));
    return new Published(id, author, 0, 0);
  }

  private Event like(List<Published> posts, int i) {
    Published post = posts.get(random.nextInt(posts.size()));
    return new Reacted(
        feed.nextId(),
        FIRST + AUTHORS + i % VIEWERS,
        Reaction.LIKE,
        new PostRef(post.id(), post.author()),
        Events.NOW,
        null);
  }

  /// Some 90 KB, and no two alike: nothing compresses it.
  private PostContent large() {
    List<Media> media =
        IntStream.range(0, Limits.MEDIA)
            .mapToObj(
                i ->
                    new Media(
                        Media.Kind.IMAGE,
                        "https://example.com/" + i + ".jpg",
                        "",
                        text(Limits.DESCRIPTION),
                        0,
                        0,
                        null))
            .toList();
    return new PostContent(
        text(Limits.TEXT - 1), null, media, null, List.of(), List.of(), false, "");
  }

  /// Of letters of three bytes.
  private String text(int length) {
    StringBuilder text = new StringBuilder(length);
    random.ints(length, 0x4e00, 0x9c00).forEach(letter -> text.append((char) letter));
    return text.toString();
  }
}
