package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.event.EventJson;
import io.rivulet.event.PostPublished;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Topics;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A feed-ingest with a heap of 256 MB, 1,000 clients who post at once as much as a post may have,
/// and others with what is no post, while Kafka, or Redis, stands still: whoever repeats his
/// request as it is documented (503 and 429 after `Retry-After`, with the same `Idempotency-Key`)
/// has published once.
class SmallHeapIT {
  private static final int POSTERS = 1_000;
  private static final int ACCOUNTS = 50;
  private static final int NO_POSTS = 200;
  private static final Duration LONG = Duration.ofMinutes(3);

  /// Room, acknowledgement, the claim in Redis and back: all bounds after each other, on a machine
  /// where everything else runs too.
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

  @TempDir Path folder;
  private final KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral());
  private final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Long> accounts = new ArrayList<>();
  private final ConcurrentLinkedQueue<Duration> refusals = new ConcurrentLinkedQueue<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();

  @AfterEach
  void stop() {
    clients.shutdownNow();
    redis.close();
    kafka.close();
  }

  @Test
  void kafkaStandsStill() throws Exception {
    try (IngestProcess ingest = start()) {
      kafka.pause();
      var published = postAll(ingest);
      await().atMost(LONG).until(() -> open(ingest, "kafka") && refusals.size() > 2 * POSTERS);
      HttpResponse<String> health = ingest.admin("/healthcheck");
      assertThat(health.statusCode()).isEqualTo(500);
      assertThat(health.body()).contains("\"kafka\":{\"healthy\":false");
      kafka.resume();
      eachOnce(ingest, published, "kafka");
    }
  }

  @Test
  void redisStandsStill() throws Exception {
    try (IngestProcess ingest = start()) {
      redis.pause();
      var published = postAll(ingest);
      await().atMost(LONG).until(() -> open(ingest, "redis") && refusals.size() > 2 * POSTERS);
      HttpResponse<String> health = ingest.admin("/healthcheck");
      assertThat(health.statusCode()).isEqualTo(500);
      assertThat(health.body()).contains("\"redis\":{\"healthy\":false");
      redis.resume();
      eachOnce(ingest, published, "redis");
    }
  }

  private static boolean open(IngestProcess ingest, String of) {
    return ingest.metric("rivulet_breaker_open{of=\"" + of + "\"}") > 0;
  }

  private IngestProcess start() {
    Topic.createAll(kafka.bootstrapServers());
    IngestProcess ingest =
        IngestProcess.start(
            folder,
            Map.of(
                "kafka",
                kafka.bootstrapServers(),
                "redis.uri",
                redis.uri(),
                "submissions.consumers",
                "0"));
    for (int i = 0; i < ACCOUNTS; i++) {
      HttpResponse<String> created =
          ingest.post(
              "/api/v1/accounts", ingest.token(1, "admin"), "{\"username\":\"poster" + i + "\"}");
      assertThat(created.statusCode()).isEqualTo(200);
      accounts.add(RunningIngest.json(created.body()).path("id").asLong());
    }
    return ingest;
  }

  private List<Future<Long>> postAll(IngestProcess ingest) {
    String longest = "漢".repeat(4_990);
    String noPost = "{\"status\":\"" + "x".repeat(1_000_000) + "\"}";
    List<Future<Long>> published = new ArrayList<>();
    for (int i = 0; i < POSTERS; i++) {
      long account = accounts.get(i % ACCOUNTS);
      int number = i;
      published.add(clients.submit(() -> post(ingest, account, number, longest + number)));
    }
    for (int i = 0; i < NO_POSTS; i++) {
      long account = accounts.get(i % ACCOUNTS);
      var _ = clients.submit(() -> noPost(ingest, account, noPost));
    }
    return published;
  }

  /// As the README has it.
  private long post(IngestProcess ingest, long account, int number, String text) throws Exception {
    Random random = new Random(number);
    String token = ingest.token(account, "write");
    while (true) {
      long began = System.nanoTime();
      attempts.incrementAndGet();
      try {
        HttpResponse<String> answer =
            ingest.post(
                "/api/v1/statuses",
                token,
                "{\"status\":\"" + text + "\"}",
                "Idempotency-Key",
                "key " + number);
        if (answer.statusCode() == 200) {
          return RunningIngest.json(answer.body()).path("id").asLong();
        }
        note(answer, Duration.ofNanos(System.nanoTime() - began));
        long after = Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1"));
        TimeUnit.MILLISECONDS.sleep(after * 1_000 + random.nextInt(1_000));
      } catch (UncheckedIOException e) {
        wrong.add("no answer: " + e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private void note(HttpResponse<String> answer, Duration took) {
    refusals.add(took);
    boolean documented = answer.statusCode() == 503 || answer.statusCode() == 429;
    if (!documented || answer.headers().firstValue("Retry-After").isEmpty()) {
      wrong.add(answer.statusCode() + " " + answer.body());
    }
    if (took.compareTo(LONGEST_ANSWER) > 0) {
      wrong.add("answered after " + took);
    }
  }

  private void noPost(IngestProcess ingest, long account, String json) {
    int status = ingest.post("/api/v1/statuses", ingest.token(account, "write"), json).statusCode();
    if (status != 422 && status != 503 && status != 413) {
      wrong.add("no post: " + status);
    }
  }

  private void eachOnce(IngestProcess ingest, List<Future<Long>> published, String of)
      throws Exception {
    Set<Long> answered = new TreeSet<>();
    for (Future<Long> post : published) {
      answered.add(post.get(LONG.toSeconds(), TimeUnit.SECONDS));
    }
    assertThat(wrong).isEmpty();
    assertThat(answered).hasSize(POSTERS);
    Set<Long> stored =
        Topic.read(kafka.bootstrapServers(), Topics.POSTS).stream()
            .map(record -> EventJson.decode(record.value(), PostPublished.class))
            .map(PostPublished::id)
            .collect(Collectors.toSet());
    assertThat(stored).isEqualTo(answered);
    assertThat(ingest.isRunning()).isTrue();
    assertThat(ingest.log()).doesNotContain("OutOfMemoryError");
    assertThat(open(ingest, of)).isFalse();
    assertThat(ingest.admin("/healthcheck").statusCode()).isEqualTo(200);
    List<Duration> sorted = refusals.stream().sorted().toList();
    System.out.printf(
        "%s stood still: %d posts in %d attempts, refusals p50 %d ms, p99 %d ms, longest %d ms%n",
        of,
        POSTERS,
        attempts.get(),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.get(sorted.size() * 99 / 100).toMillis(),
        sorted.getLast().toMillis());
  }
}
