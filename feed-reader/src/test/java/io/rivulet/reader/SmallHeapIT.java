package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.id.Ids;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.post.PostBody;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.TimelineLimits;
import java.io.IOException;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader with a heap of 256 MB before clients that ask for much and take nothing.
class SmallHeapIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final long VIEWER = 101;
  private static final long AUTHOR = 1_000;
  private static final int AUTHORS = 20;
  private static final int POSTS = 400;
  private static final int LISTENERS = 1_500;
  private static final int SLOW = 2_000;
  private static final String PAGE = "/api/v1/timelines/home?limit=40";

  /// Accounts that follow thousands, whose timelines are not there.
  private static final long FOLLOWER = 10_000;

  private static final int FOLLOWERS = 40;
  private static final int FOLLOWEES = 5_000;
  private static final long FOLLOWEE = 1_000_000;

  @TempDir Path folder;
  private final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private final Feed feed = new Feed(TimelineLimits.DEFAULT, redis.uri());
  private final List<Socket> sockets = new ArrayList<>();
  private long lastId = Ids.firstAt(Feed.TIME);

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    feed.close();
    redis.close();
  }

  /// Some 15 KB, as long as a text may be.
  private static String text(long seed) {
    StringBuilder text = new StringBuilder();
    LongStream.iterate(seed, x -> x * 6_364_136_223_846_793_005L + 1)
        .limit(4_900)
        .forEach(x -> text.append((char) (0x4e00 + ((x >>> 33) % 20_000))));
    return text.toString();
  }

  private void fill() {
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
  }

  private long publish(long author) {
    long id = ++lastId;
    PostBody body = feed.post(id, author, text(id));
    feed.publish(id, body);
    return id;
  }

  @Test
  void aHeapOf256MegabytesDoForClientsThatTakeNothing() throws Exception {
    fill();
    try (ReaderProcess reader =
        ReaderProcess.start(
            folder, Map.of("redis.uri", redis.uri(), "redis.commandTimeout", "PT5S"))) {
      HttpResponse<String> page = reader.get(PAGE, VIEWER);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body().length()).as("letters of three bytes").isGreaterThan(40 * 4_900);

      for (int i = 0; i < LISTENERS; i++) {
        ask(reader, "/api/v1/streaming/public", FOLLOWER + i % FOLLOWERS);
      }
      await().atMost(LONG).until(() -> reader.metric("rivulet_live_connections") == LISTENERS);
      for (int i = 0; i < SLOW; i++) {
        ask(reader, PAGE, VIEWER);
      }
      for (int i = 0; i < 100; i++) {
        long id = publish(AUTHOR);
        feed.deliver(VIEWER, id);
        var _ =
            feed.commands()
                .spublish(
                    LiveChannels.posts(),
                    LiveEvent.encode(List.of(new LiveEvent(LiveEvent.Kind.PUBLIC, AUTHOR, id))));
      }
      rebuildAll(reader);
      // Whoever takes what he asks for is served all the while, if he asks again.
      String full = served(reader, PAGE, VIEWER);
      assertThat(new JsonMapper().readTree(full).size()).isEqualTo(40);
      await().atMost(LONG).until(() -> reader.metric("rivulet_live_cut_off_total") > 100);
      await().atMost(LONG).until(() -> reader.metric("rivulet_http_cut_off_total") > 100);
      assertThat(reader.metric("rivulet_http_unsent_bytes")).isLessThan(256e6 / 2);
      assertThat(reader.metric("rivulet_live_waiting_bytes")).isLessThan(256e6 / 2);
      assertThat(reader.isRunning()).isTrue();
      assertThat(reader.log()).doesNotContain("OutOfMemoryError");
      assertThat(served(reader, PAGE, VIEWER)).startsWith("[{\"id\":\"" + lastId + "\"");
      assertThat(reader.admin("/healthcheck").statusCode()).isEqualTo(200);
    }
  }

  /// Asks and reads nothing of the answer.
  private void ask(ReaderProcess reader, String path, long account) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), reader.port()));
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, Client.token(account, "read"));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /// All at once, again until each is there.
  private static void rebuildAll(ReaderProcess reader) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> entries = new ArrayList<>();
      for (int i = 0; i < FOLLOWERS; i++) {
        long account = FOLLOWER + i;
        entries.add(clients.submit(() -> rebuilt(reader, account)));
      }
      for (Future<Integer> of : entries) {
        assertThat(of.get()).isEqualTo(5);
      }
    }
  }

  private static int rebuilt(ReaderProcess reader, long account) throws Exception {
    String page = served(reader, "/api/v1/timelines/home?limit=5", account);
    return new JsonMapper().readTree(page).size();
  }

  /// What an account is served that asks again until it is.
  private static String served(ReaderProcess reader, String path, long account) {
    return await()
        .atMost(LONG)
        .until(() -> reader.get(path, account), answer -> answer.statusCode() == 200)
        .body();
  }
}
