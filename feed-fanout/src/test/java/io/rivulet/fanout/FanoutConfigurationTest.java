package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutConfigurationTest {
  @Test
  void theShippedFileIsReadAndSaysWhatHoldsByDefault() throws Exception {
    FanoutConfiguration shipped = ShippedConfiguration.with(Map.of());
    assertThat(shipped.streams())
        .isEqualTo(StreamsSettings.DEFAULT)
        .extracting(StreamsSettings::commitInterval)
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(shipped.delivery()).isEqualTo(DeliverySettings.DEFAULT);
    assertThat(shipped.kafka()).isEqualTo("127.0.0.1:9092");
  }

  @Test
  void aNumberOutOfRangeIsNamed() {
    assertThatThrownBy(() -> ShippedConfiguration.with(Map.of("RIVULET_THREADS", "0")))
        .hasMessageContaining("streams.threads: expected 1 to 64, found 0");
  }
}
