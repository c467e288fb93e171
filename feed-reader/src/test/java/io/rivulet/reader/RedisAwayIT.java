package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.reader.Client.Answer;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.home.HomeSettings;
import io.rivulet.reader.instance.InstanceSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DropwizardExtensionsSupport.class)
class RedisAwayIT {
  /// Nothing listens on port 1.
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader("redis://127.0.0.1:1");

  private static final Client client = new Client(app);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/timelines/home",
        "/api/v1/statuses/1000",
        "/api/v1/accounts/101",
        "/api/v1/accounts/101/statuses",
        "/api/v1/accounts/verify_credentials"
      })
  void readsAreRefusedQuickly(String path) {
    Instant begun = Instant.now();
    Answer answer = client.get(path, 101);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(answer.json().path("error").asText()).isNotEmpty();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shippedConfigurationSaysWhatTheDefaultsAre() {
    ReaderConfiguration shipped = app.getConfiguration();
    assertThat(shipped.home()).isEqualTo(HomeSettings.DEFAULT);
    assertThat(shipped.pull()).isEqualTo(HoldSettings.DEFAULT);
    assertThat(shipped.bodies().bytes()).isEqualTo(HoldSettings.DEFAULT.bytes());
    assertThat(shipped.instance()).isEqualTo(InstanceSettings.DEFAULT);
    assertThat(shipped.redis().commandTimeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void healthSaysSo() {
    assertThat(client.admin("/healthcheck").status()).isEqualTo(500);
    assertThat(client.admin("/ready").status()).isEqualTo(503);
  }
}
