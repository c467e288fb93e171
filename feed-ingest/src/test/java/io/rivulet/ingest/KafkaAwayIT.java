package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.event.EventJson;
import io.rivulet.event.PostPublished;
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaAwayIT {
  private static KafkaServer kafka;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start(ServerSettings.ephemeral());
    Topic.createAll(kafka.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void answersSoonAndARepeatedRequestIsTheSamePost() throws Exception {
    try (RunningIngest ingest =
        new RunningIngest(kafka.bootstrapServers(), TestServers.redis(), 0)) {
      long author = ingest.account();
      kafka.pause();
      long started = System.nanoTime();
      Answer refused = ingest.publishWithKey(author, "late", "the key");
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      assertThat(ingest.admin("/ready")).contains("\"kafka\"");
      kafka.resume();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(took).isLessThan(Duration.ofSeconds(4));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ingest.publishWithKey(author, "late", "the key").status() == 200);
      assertThat(ids(author)).hasSize(1);
    }
  }

  @Test
  void aTopicThatWasInUseIsRefusedJustAsSoon() throws Exception {
    try (RunningIngest ingest =
        new RunningIngest(kafka.bootstrapServers(), TestServers.redis(), 0)) {
      long author = ingest.account();
      assertThat(ingest.publishWithKey(author, "before", "first key").status()).isEqualTo(200);
      kafka.pause();
      long started = System.nanoTime();
      Answer refused = ingest.publishWithKey(author, "late", "second key");
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      kafka.resume();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(took).isLessThan(Duration.ofSeconds(4));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ingest.publishWithKey(author, "late", "second key").status() == 200);
      assertThat(ids(author)).hasSize(2);
    }
  }

  /// Kafka may take a minute to acknowledge here, so what is refused within seconds is refused
  /// because the buffer is full.
  @Test
  void aFullBufferRefusesSoonAndWhatIsInItIsPublished() throws Exception {
    try (RunningIngest ingest =
            new RunningIngest(
                kafka.bootstrapServers(),
                TestServers.redis(),
                0,
                Map.of(
                    "publish.acknowledgement",
                    "PT30S",
                    "publish.room",
                    "PT0.3S",
                    "publish.bufferBytes",
                    "1048576"));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long author = ingest.account();
      assertThat(ingest.publish(author, "the topic is known").status()).isEqualTo(200);
      String text = "漢".repeat(5_000);
      kafka.pause();
      List<Future<Answer>> answers = new ArrayList<>();
      List<Duration> refusals = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 150; i++) {
        answers.add(
            clients.submit(
                () -> {
                  long started = System.nanoTime();
                  Answer answer = ingest.publish(author, text);
                  if (answer.status() != 200) {
                    refusals.add(Duration.ofNanos(System.nanoTime() - started));
                  }
                  return answer;
                }));
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> refusals.size() >= 50);
      kafka.resume();
      int published = 0;
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isIn(200, 503);
        published += answer.get().status() == 200 ? 1 : 0;
      }
      assertThat(published).isBetween(20, 100);
      assertThat(refusals).allMatch(took -> took.compareTo(Duration.ofSeconds(10)) < 0);
      assertThat(ids(author)).hasSize(published + 1);
      // While so many were refused it was given up, and is tried twice a second.
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> ingest.publish(author, "again").status() == 200);
    }
  }

  private static Set<Long> ids(long author) {
    return Topic.read(kafka.bootstrapServers(), Topics.POSTS).stream()
        .map(record -> EventJson.decode(record.value(), PostPublished.class))
        .filter(post -> post.author() == author)
        .map(PostPublished::id)
        .collect(Collectors.toSet());
  }
}
