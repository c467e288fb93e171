package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.fanout.door.DoorSettings;
import io.rivulet.fanout.plan.HotPosts;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.kafka.KafkaSettings;
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
    assertThat(shipped.largeAuthors()).isEqualTo(LargeAuthors.DEFAULT);
    assertThat(shipped.kafka()).isEqualTo(KafkaSettings.of("127.0.0.1:9092"));
  }

  @Test
  void aNumberOutOfRangeIsNamed() {
    assertThatThrownBy(() -> ShippedConfiguration.with(Map.of("RIVULET_THREADS", "0")))
        .hasMessageContaining("streams.threads: expected 1 to 64, found 0");
  }

  @Test
  void theMemoryOfTheStoresIsASetting() throws Exception {
    assertThat(ShippedConfiguration.with(Map.of("RIVULET_STORE_MEGABYTES", "512")).streams())
        .extracting(StreamsSettings::storeMegabytes)
        .isEqualTo(512);
    assertThatThrownBy(() -> ShippedConfiguration.with(Map.of("RIVULET_STORE_MEGABYTES", "15")))
        .hasMessageContaining("streams.storeMegabytes: expected 16 to 1,048,576, found 15");
  }

  @Test
  void postsAreHotForEverUnlessSaid() throws Exception {
    assertThat(ShippedConfiguration.with(Map.of()).posts()).isEqualTo(HotPosts.ALL);
    assertThat(ShippedConfiguration.with(Map.of("RIVULET_POSTS_HOT", "P30D")).posts().window())
        .isEqualTo(Duration.ofDays(30));
    assertThatThrownBy(() -> ShippedConfiguration.with(Map.of("RIVULET_POSTS_HOT", "PT0S")))
        .hasMessageContaining("posts.hot: expected 1 s to 100 years, found PT0S");
  }

  @Test
  void aDoorThatOthersCanReachNeedsASecret() throws Exception {
    assertThat(ShippedConfiguration.with(Map.of()).door()).isEqualTo(DoorSettings.DEFAULT);
    assertThatThrownBy(
            () ->
                ShippedConfiguration.with(Map.of("RIVULET_DOOR_ADDRESS", "https://10.1.2.3:8443")))
        .hasMessageContaining("door.secretFile: needed where door.address is not this machine");
    Map<String, String> open =
        Map.of(
            "RIVULET_DOOR_ADDRESS", "http://10.1.2.3:8093", "RIVULET_DOOR_SECRET_FILE", "secret");
    assertThatThrownBy(() -> ShippedConfiguration.with(open))
        .hasMessageContaining("door.address: expected https where it is not this machine");
  }

  @Test
  void theThresholdOfLargeAuthorsIsANumberOrNone() throws Exception {
    assertThat(threshold("0")).isZero();
    assertThat(threshold("50")).isEqualTo(50);
    assertThat(threshold("none")).isEqualTo(LargeAuthors.NONE);
    for (String wrong : new String[] {"-1", "many", "1.5"}) {
      assertThatThrownBy(() -> threshold(wrong))
          .hasMessageContaining(
              "largeAuthors.threshold: expected a number from 0, or none, found " + wrong);
    }
  }

  private static long threshold(String text) throws Exception {
    return ShippedConfiguration.with(Map.of("RIVULET_LARGE_AUTHORS", text))
        .largeAuthors()
        .threshold();
  }
}
