package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.reader.Client.Answer;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// That limits stand in front of the fast path of home timelines too.
@ExtendWith(DropwizardExtensionsSupport.class)
class ReaderLimitsIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(
          TestServers.redis(),
          Duration.ZERO,
          Map.of(
              "limits.enabled", "true",
              "limits.rates.account", "3/PT1H",
              "limits.rates.attempts", "3/PT1H"));
  private static final Client client = new Client(app);

  /// Streams are no requests that are counted, but tokens that do not hold are: so that nobody has
  /// signatures verified without end. Whoever was here before is not kept out by his neighbours.
  @Test
  void tokensOfStreamsAreNotToBeGuessed() {
    int port = app.getLocalPort();
    String stream = "/api/v1/streaming/user";
    String known = Client.token(501, "read");
    assertThat(LiveClient.status(port, stream, known)).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      assertThat(LiveClient.status(port, stream, "guess." + i + ".x")).isEqualTo(401);
    }
    assertThat(LiveClient.status(port, stream, "guess.4.x")).isEqualTo(429);
    assertThat(LiveClient.retryAfter(port, stream, "guess.4.x"))
        .as("when there are attempts again")
        .isBetween(3_000L, 3_601L);
    assertThat(LiveClient.status(port, stream, Client.token(502, "read"))).isEqualTo(429);
    assertThat(LiveClient.refused(port, "?stream=user", "guess.5.x")).isEqualTo(429);
    assertThat(LiveClient.status(port, stream, known)).isEqualTo(200);
  }

  @Test
  void aHomeTimelineTellsWhatIsLeftAndEndsWithIt() {
    try (Feed feed = new Feed(TimelineLimits.DEFAULT)) {
      feed.clear();
      feed.account(501, "anna");
      for (String left : new String[] {"2", "1", "0"}) {
        Answer answer = client.get(HOME, 501);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-RateLimit-Remaining")).hasValue(left);
      }
      Answer refused = client.get(HOME, 501);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json().path("error").asText()).isEqualTo("Too many requests");
    }
  }
}
