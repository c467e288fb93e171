package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.EventJson;
import io.rivulet.event.PostPublished;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.Topics;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A feed-ingest with a heap of 256 MB. While Kafka, or Redis, stands still, 1,000 clients post at
/// once as much as a post may have, and others send what is no post: whoever repeats a request as
/// is documented (503 and 429, after `Retry-After`, with the same `Idempotency-Key`) has published
/// it once. Submissions wait in Kafka that are larger than the heap.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallHeapIT {
  private static final int POSTERS = 1_000;
  private static final int ACCOUNTS = 50;
  private static final int NO_POSTS = 200;
  private static final int SUBMISSIONS = 400;
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private final KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral());
  private final RedisServer redis = RedisServer.start(ServerSettings.ephemeral());
  private final List<Long> accounts = new ArrayList<>();
  private IngestProcess ingest;

  @BeforeAll
  void start() {
    Topic.createAll(kafka.bootstrapServers());
    ingest =
        IngestProcess.start(
            folder, Map.of("kafka", kafka.bootstrapServers(), "redis.uri", redis.uri()));
    for (int i = 0; i < ACCOUNTS; i++) {
      HttpResponse<String> created =
          ingest.post(
              "/api/v1/accounts", ingest.token(1, "admin"), "{\"username\":\"poster" + i + "\"}");
      assertThat(created.statusCode()).isEqualTo(200);
      accounts.add(RunningIngest.json(created.body()).path("id").asLong());
    }
  }

  @AfterAll
  void stop() {
    ingest.close();
    redis.close();
    kafka.close();
  }

  @AfterEach
  void livesAndIsWell() {
    assertThat(ingest.service().isRunning()).isTrue();
    assertThat(ingest.service().log()).doesNotContain("OutOfMemoryError");
    until(() -> ingest.service().admin("/healthcheck").statusCode() == 200);
  }

  @Test
  void kafkaStandsStill() throws Exception {
    standsStill("kafka", kafka::pause, kafka::resume);
  }

  @Test
  void redisStandsStill() throws Exception {
    standsStill("redis", redis::pause, redis::resume);
  }

  /// They are small where they lie: what a bound counts that Kafka keeps is what was compressed.
  @Test
  void submissionsWaitThatAreLargerThanTheHeap() throws Exception {
    String filling = "x".repeat(900_000);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "compression.type",
                "lz4",
                "batch.size",
                900_000,
                "linger.ms",
                500),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < SUBMISSIONS; i++) {
        String json =
            "{\"type\":\"post\",\"author\":\"@poster0\",\"text\":\"submitted %d\",\"more\":\"%s\"}"
                .formatted(i, filling);
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(new ProducerRecord<>(Topics.SUBMISSIONS, 1, null, value)));
      }
      for (Future<RecordMetadata> acknowledged : sent) {
        acknowledged.get();
      }
    }
    long began = System.nanoTime();
    until(() -> texts("submitted ").size() >= SUBMISSIONS);
    assertThat(texts("submitted "))
        .as("in order, each once")
        .isEqualTo(IntStream.range(0, SUBMISSIONS).mapToObj(i -> "submitted " + i).toList());
    System.out.printf(
        "%d submissions of 0.9 MB in %d ms; %s%n",
        SUBMISSIONS, millisSince(began), ingest.service().heapSeen());
  }

  private void standsStill(String name, Runnable pause, Runnable resume) throws Exception {
    Flood flood = new Flood(ingest, accounts, name);
    pause.run();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long resumed;
      List<Future<Long>> published;
      try {
        published = flood.begin(clients);
        until(() -> open(name) && flood.refusals.size() > 2 * POSTERS);
        HttpResponse<String> health = ingest.service().admin("/healthcheck");
        assertThat(health.statusCode()).isEqualTo(500);
        assertThat(health.body()).contains("\"" + name + "\":{\"healthy\":false");
      } finally {
        resume.run();
        resumed = System.nanoTime();
      }
      until(() -> !open(name));
      long closed = millisSince(resumed);
      Set<Long> answered = new HashSet<>();
      for (Future<Long> post : published) {
        answered.add(post.get(LONG.toSeconds(), TimeUnit.SECONDS));
      }
      long all = millisSince(resumed);
      assertThat(flood.wrong).isEmpty();
      assertThat(answered).hasSize(POSTERS);
      List<Long> stored = ids(name + " ");
      assertThat(Set.copyOf(stored)).as("what was answered and no more").isEqualTo(answered);
      assertThat(closed).as("used again").isLessThan(5_000);
      System.out.printf(
          "%s: %d posts in %d attempts; used again after %d ms, all there after %d ms; %s; %s%n",
          name,
          POSTERS,
          flood.attempts.get(),
          closed,
          all,
          flood.took(),
          ingest.service().heapSeen());
    }
  }

  private boolean open(String of) {
    return ingest.service().sum("rivulet_breaker_open{of=\"" + of + "\"}") > 0;
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private void until(BooleanSupplier reached) {
    ingest.service().until(LONG, reached);
  }

  private List<String> texts(String beginning) {
    return posts(beginning).stream().map(post -> post.content().text()).toList();
  }

  private List<Long> ids(String beginning) {
    return posts(beginning).stream().map(PostPublished::id).toList();
  }

  private List<PostPublished> posts(String beginning) {
    return Topic.read(kafka.bootstrapServers(), Topics.POSTS).stream()
        .map(record -> EventJson.decode(record.value(), PostPublished.class))
        .filter(post -> post.content().text().startsWith(beginning))
        .toList();
  }

  /// Clients that do as the README has it.
  private static final class Flood {
    private final IngestProcess ingest;
    private final List<Long> accounts;
    private final String name;
    private final ConcurrentLinkedQueue<Long> refusals = new ConcurrentLinkedQueue<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();

    Flood(IngestProcess ingest, List<Long> accounts, String name) {
      this.ingest = ingest;
      this.accounts = accounts;
      this.name = name;
    }

    List<Future<Long>> begin(ExecutorService clients) {
      String longest = "漢".repeat(4_980);
      String noPost = "{\"status\":\"" + "x".repeat(1_000_000) + "\"}";
      List<Future<Long>> published = new ArrayList<>();
      for (int i = 0; i < POSTERS; i++) {
        int number = i;
        published.add(clients.submit(() -> post(number, name + " " + number + longest)));
      }
      for (int i = 0; i < NO_POSTS; i++) {
        int number = i;
        var _ = clients.submit(() -> noPost(number, noPost));
      }
      return published;
    }

    private String token(int number) {
      return ingest.token(accounts.get(number % ACCOUNTS), "write");
    }

    private long post(int number, String text) throws Exception {
      Random random = new Random(number);
      String token = token(number);
      String json = "{\"status\":\"" + text + "\"}";
      while (true) {
        long began = System.nanoTime();
        attempts.incrementAndGet();
        try {
          HttpResponse<String> answer =
              ingest.post("/api/v1/statuses", token, json, "Idempotency-Key", name + number);
          if (answer.statusCode() == 200) {
            return RunningIngest.json(answer.body()).path("id").asLong();
          }
          refused(answer, millisSince(began));
          long after = Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1"));
          TimeUnit.MILLISECONDS.sleep(after * 1_000 + random.nextInt(1_000));
        } catch (UncheckedIOException e) {
          wrong.add("no answer: " + e.getMessage());
          TimeUnit.SECONDS.sleep(1);
        }
      }
    }

    private void refused(HttpResponse<String> answer, long millis) {
      refusals.add(millis);
      boolean documented = answer.statusCode() == 503 || answer.statusCode() == 429;
      if (!documented || answer.headers().firstValue("Retry-After").isEmpty()) {
        wrong.add(answer.statusCode() + " " + answer.body());
      }
    }

    private void noPost(int number, String json) {
      int status = ingest.post("/api/v1/statuses", token(number), json).statusCode();
      if (status != 422 && status != 503 && status != 413) {
        wrong.add("no post: " + status);
      }
    }

    String took() {
      List<Long> sorted = refusals.stream().sorted().toList();
      return "refusals p50 %d ms, p99 %d ms, longest %d ms"
          .formatted(
              sorted.get(sorted.size() / 2),
              sorted.get(sorted.size() * 99 / 100),
              sorted.getLast());
    }
  }
}
