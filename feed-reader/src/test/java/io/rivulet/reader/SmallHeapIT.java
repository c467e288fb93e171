package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.id.Ids;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.TimelineLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A reader with a heap of 256 MB, pages of 40 posts as long as a text may be: before clients that
/// ask for much and take nothing, and before a Redis that does not answer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallHeapIT {
  private static final long SEED = 5;
  private static final Duration LONG = Duration.ofMinutes(1);

  /// What requests may take that wait for Redis, its time-out being a second, on a machine where
  /// everything else runs too.
  private static final long PATIENCE_MILLIS = 5_000;

  private static final long RECOVERY_MILLIS = 5_000;
  private static final long VIEWER = 101;
  private static final long AUTHOR = 1_000;
  private static final int AUTHORS = 20;
  private static final int POSTS = 400;
  private static final int LISTENERS = 1_500;
  private static final int SLOW = 100;
  private static final int TOGETHER = 100;
  private static final String PAGE = "/api/v1/timelines/home?limit=40";

  /// Accounts that follow thousands, whose timelines are not there.
  private static final long FOLLOWER = 10_000;

  private static final int FOLLOWERS = 40;
  private static final int FOLLOWEES = 5_000;
  private static final long FOLLOWEE = 1_000_000;

  @TempDir static Path folder;
  private final Random random = new Random(SEED);
  private final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private final Feed feed = new Feed(TimelineLimits.DEFAULT, redis.uri());
  private final List<Socket> sockets = new ArrayList<>();
  private long lastId = Ids.firstAt(Feed.TIME);
  private ReaderProcess reader;

  @BeforeAll
  void start() {
    System.out.println("texts of seed " + SEED);
    // The oldest, so that no page needs their bodies.
    for (int i = 0; i < FOLLOWEES; i++) {
      feed.author(FOLLOWEE + i, ++lastId);
    }
    for (int i = 0; i < AUTHORS; i++) {
      feed.account(AUTHOR + i, "author" + i);
    }
    for (int i = 0; i < POSTS; i++) {
      publish(AUTHOR + i % AUTHORS);
    }
    feed.account(VIEWER, "viewer");
    feed.relate(VIEWER, LongStream.range(AUTHOR, AUTHOR + AUTHORS).toArray());
    for (int i = 0; i < FOLLOWERS; i++) {
      feed.account(FOLLOWER + i, "follower" + i);
      feed.relate(
          FOLLOWER + i,
          LongStream.concat(
                  LongStream.range(FOLLOWEE, FOLLOWEE + FOLLOWEES),
                  LongStream.range(AUTHOR, AUTHOR + AUTHORS))
              .toArray());
    }
    reader = ReaderProcess.start(folder, Map.of("redis.uri", redis.uri()));
  }

  @AfterAll
  void stop() {
    reader.close();
    feed.close();
    redis.close();
  }

  @AfterEach
  void livesAndIsWell() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
    assertThat(reader.service().isRunning()).isTrue();
    assertThat(reader.service().log()).doesNotContain("OutOfMemoryError");
    until(() -> reader.service().admin("/healthcheck").statusCode() == 200);
    System.out.println(reader.service().heapSeen());
  }

  /// Some 15 KB, and no two alike.
  private String text() {
    StringBuilder text = new StringBuilder();
    random.ints(4_900, 0x4e00, 0x9c00).forEach(letter -> text.append((char) letter));
    return text.toString();
  }

  private long publish(long author) {
    long id = ++lastId;
    feed.publish(id, feed.post(id, author, text()));
    return id;
  }

  @Test
  void clientsTakeNothingOfWhatTheyAskFor() throws Exception {
    String page = served(PAGE, VIEWER);
    assertThat(page.length()).as("letters of three bytes").isGreaterThan(40 * 4_900);
    until(() -> listeners(LISTENERS));
    for (int i = 0; i < 100; i++) {
      long id = publish(AUTHOR);
      feed.deliver(VIEWER, id);
      LiveEvent event = new LiveEvent(LiveEvent.Kind.PUBLIC, AUTHOR, id);
      var _ = feed.commands().spublish(LiveChannels.posts(), LiveEvent.encode(List.of(event)));
    }
    // Whoever takes what he asks for is served all the while, if he asks again.
    for (String rebuilt : together(FOLLOWERS, i -> served(PAGE, FOLLOWER + i))) {
      assertThat(new JsonMapper().readTree(rebuilt).size()).isEqualTo(40);
    }
    until(() -> reader.service().metric("rivulet_live_cut_off_total") > 100);
    until(
        () -> {
          // Not all get so far that they have something to take: some are refused.
          IntStream.range(0, SLOW).forEach(_ -> ask(PAGE, VIEWER));
          return reader.service().metric("rivulet_http_cut_off_total") > 100;
        });
    assertThat(reader.service().metric("rivulet_http_unsent_bytes")).isLessThan(256e6 / 2);
    assertThat(reader.service().metric("rivulet_live_waiting_bytes")).isLessThan(256e6 / 2);
    assertThat(served(PAGE, VIEWER)).startsWith("[{\"id\":\"" + lastId + "\"");
  }

  /// Asks for as many streams as there are not yet, some at a time: more at once are refused.
  private boolean listeners(int wanted) {
    int missing = wanted - (int) reader.service().metric("rivulet_live_connections");
    for (int i = 0; i < Math.min(missing, SLOW); i++) {
      ask("/api/v1/streaming/public", FOLLOWER + i % FOLLOWERS);
    }
    return missing <= 0;
  }

  @Test
  void redisStandsStill() throws Exception {
    served(PAGE, VIEWER);
    redis.pause();
    try {
      isNotWaitedFor();
    } finally {
      redis.resume();
    }
    isUsedAgain("SIGSTOP", System.nanoTime());
  }

  /// `CLIENT PAUSE`: it takes connections and commands, and answers when the time is over.
  @Test
  void redisPausesItsClients() throws Exception {
    served(PAGE, VIEWER);
    Duration pause = Duration.ofSeconds(10);
    feed.await(feed.commands().clientPause(pause.toMillis()));
    long ends = System.nanoTime() + pause.toNanos();
    isNotWaitedFor();
    isUsedAgain("CLIENT PAUSE", ends);
  }

  private boolean asksAgain() {
    try {
      var _ = together(TOGETHER, _ -> reader.get(PAGE, VIEWER).statusCode());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return open();
  }

  private boolean open() {
    return reader.service().sum("rivulet_breaker_open{of=\"redis\"}") > 0;
  }

  private void isNotWaitedFor() throws Exception {
    assertThat(together(TOGETHER, _ -> refused())).allMatch(took -> took < PATIENCE_MILLIS);
    // Of a hundred at once most are refused at the door, and find out nothing.
    until(() -> open() || asksAgain());
    assertThat(reader.service().admin("/healthcheck").statusCode()).isEqualTo(500);
    long began = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      refused();
    }
    assertThat(millisSince(began)).as("fifty, one after the other").isLessThan(PATIENCE_MILLIS);
  }

  /// @return how long it took
  private long refused() {
    long began = System.nanoTime();
    HttpResponse<String> answer = reader.get(PAGE, VIEWER);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    return millisSince(began);
  }

  /// @param since when Redis answers again
  private void isUsedAgain(String name, long since) throws Exception {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> reader.get(PAGE, VIEWER).statusCode() == 200);
    long first = millisSince(since);
    String newest = "[{\"id\":\"" + lastId + "\"";
    assertThat(together(TOGETHER, _ -> served(PAGE, VIEWER).startsWith(newest)))
        .as("whole pages")
        .containsOnly(true);
    assertThat(open()).isFalse();
    System.out.printf(
        "%s: a page of 600 KB is served after %d ms, %d of them after %d ms%n",
        name, first, TOGETHER, millisSince(since));
    assertThat(first).isLessThan(RECOVERY_MILLIS);
  }

  private interface Asked<T> {
    T ask(int number) throws Exception;
  }

  private static <T> List<T> together(int clients, Asked<T> asked) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> all =
          IntStream.range(0, clients).<Callable<T>>mapToObj(i -> () -> asked.ask(i)).toList();
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : executor.invokeAll(all)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /// Asks and reads nothing of the answer.
  private void ask(String path, long account) {
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, Client.token(account, "read"));
    try {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setReceiveBufferSize(4_096);
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), reader.service().port()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an account is served that asks again, after the second it is told to wait, until it is.
  private String served(String path, long account) {
    return await()
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> reader.get(path, account), answer -> answer.statusCode() == 200)
        .body();
  }

  private void until(BooleanSupplier reached) {
    reader.service().until(LONG, reached);
  }
}
