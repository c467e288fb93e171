package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.cold.ColdSettings;
import io.rivulet.cold.DoorProtocol;
import io.rivulet.cold.PostsUnavailableException;
import io.rivulet.cold.WorkersAsked;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostTarget;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two workers whose posts are all too old for Redis: whoever asks both gets each post, as it is
/// now; without one of them he is told that it cannot be told, until the other has taken over.
class ColdPostsIT {
  private static final Graph GRAPH = Graph.random(4, 200, 20, 4);
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Feed feed = new Feed();
  private final Map<String, String> settings =
      new HashMap<>(feed.settings(feed.redisServer().uri()));
  private WorkerProcess first;
  private WorkerProcess second;
  private WorkersAsked asked;

  @BeforeEach
  void start() {
    settings.put("posts.hot", "P1D");
    feed.create(GRAPH);
    first = WorkerProcess.start(folder.resolve("first"), settings);
    second = WorkerProcess.start(folder.resolve("second"), settings);
    asked =
        new WorkersAsked(
            feed.redis(),
            new ColdSettings(true, Duration.ofSeconds(2), null, null, null),
            new SimpleMeterRegistry());
    await().atMost(SOON).until(() -> works(first) && works(second) && feed.settled());
  }

  private static boolean works(WorkerProcess worker) {
    return worker.ready() && worker.metric("rivulet_tasks") > 0;
  }

  @AfterEach
  void stop() {
    asked.close();
    first.close();
    second.close();
    feed.close();
  }

  @Test
  void everyColdPostIsFoundAsItIsNowAndNoneIsHiddenByAWorkerThatIsAway() {
    List<Published> published = feed.publish(GRAPH, 100);
    await().atMost(SOON).until(feed::settled);
    List<Long> ids = published.stream().map(Published::id).toList();
    ids.forEach(id -> assertThat(inRedis(id)).as("post %d", id).isNull());
    await().atMost(SOON).ignoreExceptions().until(() -> asked.find(ids).size() == ids.size());
    Map<Long, PostBody> found = asked.find(ids);
    for (Published post : published) {
      PostBody body = Objects.requireNonNull(found.get(post.id()));
      assertThat(body.author()).isEqualTo(post.author());
      assertThat(body.version()).isEqualTo(post.offset());
    }
    assertThat(asked.find(42)).as("never published").isEmpty();
    noPageInABrowserReadsThem(ids.getFirst());

    changed(published.get(0), published.get(1));

    // SIGSTOP: it still is told of, and does not answer.
    first.pause();
    assertThatThrownBy(() -> asked.find(ids)).isInstanceOf(PostsUnavailableException.class);
    assertThatThrownBy(() -> asked.find(42)).isInstanceOf(PostsUnavailableException.class);
    first.kill();
    long begun = System.nanoTime();
    await().atMost(SOON).ignoreExceptions().until(() -> asked.find(ids).size() == ids.size());
    System.out.printf(
        "all found %d ms after a worker was killed%n", (System.nanoTime() - begun) / 1_000_000);
    assertThat(asked.find(ids).get(published.get(0).id())).matches(PostBody::deleted);
    assertThat(asked.find(42)).isEmpty();
  }

  /// Pages of anywhere can send requests to this machine.
  private void noPageInABrowserReadsThem(long id) {
    String told =
        feed.redis().await(feed.redis().commands().hvals(Keyspace.doors())).stream()
            .map(value -> new String(value, StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
    URI door = URI.create(told.substring(told.indexOf(' ') + 1)).resolve(DoorProtocol.PATH);
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(DoorProtocol.encode(List.of(id))))
            .build();
    HttpRequest ofPage =
        HttpRequest.newBuilder(request, (_, _) -> true)
            .header("Origin", "https://page.example")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      assertThat(http.send(ofPage, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void changed(Published deleted, Published edited) {
    feed.change(
        new PostDeleted(PostTarget.of(deleted.id()), deleted.author(), Instant.now(), null),
        new PostEdited(
            PostTarget.of(edited.id()),
            edited.author(),
            Instant.now(),
            PostContent.ofText("changed since"),
            null));
    await().atMost(SOON).until(feed::settled);
    // In Redis again, for those who have found the old one a moment ago.
    assertThat(PostBody.decode(Objects.requireNonNull(inRedis(deleted.id()))).deleted()).isTrue();
    byte[] body = Objects.requireNonNull(inRedis(edited.id()));
    assertThat(new String(body, StandardCharsets.UTF_8)).contains("changed since");
    Long left = feed.redis().await(feed.redis().commands().pttl(Keyspace.post(edited.id())));
    assertThat(Duration.ofMillis(left)).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    Map<Long, PostBody> found = asked.find(List.of(deleted.id(), edited.id()));
    assertThat(found.get(deleted.id())).matches(PostBody::deleted);
    assertThat(Objects.requireNonNull(found.get(edited.id())).bytes())
        .as("byte by byte what Redis has")
        .isEqualTo(body);
  }

  private byte[] inRedis(long id) {
    return feed.redis().await(feed.redis().commands().get(Keyspace.post(id)));
  }
}
