package io.rivulet.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingSettingsTest {
  @Test
  void stepsShareThePartitionsEvenly() {
    assertThat(Settings.of(64, 1, 64).steps()).containsExactly(1, 2, 4, 8, 16, 32, 64);
    assertThat(Settings.of(12, 2, 12).steps()).containsExactly(2, 3, 4, 6, 12);
    assertThat(Settings.of(1_024, 3, 20).steps()).containsExactly(4, 8, 16);
    assertThat(Settings.of(1, 1, 1).steps()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,1,1000,0.5,60,30,600,partitions",
    "1025,1,1,1000,0.5,60,30,600,partitions",
    "8,0,8,1000,0.5,60,30,600,least",
    "8,5,4,1000,0.5,60,30,600,least",
    "8,1,9,1000,0.5,60,30,600,most",
    "13,2,5,1000,0.5,60,30,600,most",
    "8,1,8,0,0.5,60,30,600,perWorker",
    "8,1,8,NaN,0.5,60,30,600,perWorker",
    "8,1,8,1000,0,60,30,600,utilisation",
    "8,1,8,1000,0.99,60,30,600,utilisation",
    "8,1,8,1000,0.5,4,30,600,drain",
    "8,1,8,1000,0.5,60,0,600,target",
    "8,1,8,1000,0.5,60,30,59,calm",
  })
  void whatIsOutOfBoundsIsNamed(
      int partitions,
      int least,
      int most,
      double perWorker,
      double utilisation,
      long drain,
      long target,
      long calm,
      String named) {
    assertThatThrownBy(
            () ->
                new ScalingSettings(
                    partitions,
                    least,
                    most,
                    perWorker,
                    utilisation,
                    Duration.ofSeconds(drain),
                    Duration.ofSeconds(target),
                    Duration.ofSeconds(calm)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(named + ": expected ");
  }
}
