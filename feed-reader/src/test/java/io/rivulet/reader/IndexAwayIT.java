package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.reader.Client.Answer;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An index that cannot be built, here since there is no Kafka at its address.
@ExtendWith(DropwizardExtensionsSupport.class)
class IndexAwayIT {
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(
          TestServers.redis(),
          Duration.ZERO,
          Map.of(
              "kafka",
              "127.0.0.1:1",
              "index.folder",
              Path.of("target", "index-away").toAbsolutePath().toString()));

  private static final Client client = new Client(app);

  @Test
  void whatItWouldAnswerIsAnswered503AndNothingElse() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT)) {
      feed.account(101, "anna");
      feed.account(102, "bert");
      feed.relate(101, 102);
      feed.publish(1_000, feed.post(1_000, 102, "post"));
      Answer search = client.get("/api/v2/search?q=x", 101);
      assertThat(search.status()).isEqualTo(503);
      assertThat(search.header("Retry-After")).isPresent();
      assertThat(search.json().has("error")).isTrue();
      assertThat(client.get("/api/v1/timelines/public").status()).isEqualTo(503);
      assertThat(client.get("/api/v1/statuses/1000/context").status()).isEqualTo(503);
      assertThat(client.get("/api/v1/timelines/home", 101).ids()).containsExactly(1_000L);
      assertThat(client.get("/api/v1/instance").status()).isEqualTo(200);
      assertThat(client.admin("/healthcheck").json().at("/index/healthy").asBoolean()).isFalse();
      assertThat(client.admin("/ready").status()).isEqualTo(200);
    }
  }
}
