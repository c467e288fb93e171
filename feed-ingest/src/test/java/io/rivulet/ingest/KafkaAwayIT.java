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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KafkaAwayIT {
  @Test
  void answersSoonAndARepeatedRequestIsTheSamePost() throws Exception {
    try (KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral())) {
      Topic.createAll(kafka.bootstrapServers());
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
        assertThat(ids(kafka.bootstrapServers(), author)).hasSize(1);
      }
    }
  }

  @Test
  void aTopicThatWasInUseIsRefusedJustAsSoon() throws Exception {
    try (KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral())) {
      Topic.createAll(kafka.bootstrapServers());
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
        assertThat(ids(kafka.bootstrapServers(), author)).hasSize(2);
      }
    }
  }

  private static Set<Long> ids(String kafka, long author) {
    return Topic.read(kafka, Topics.POSTS).stream()
        .map(record -> EventJson.decode(record.value(), PostPublished.class))
        .filter(post -> post.author() == author)
        .map(PostPublished::id)
        .collect(Collectors.toSet());
  }
}
