package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "50", "10000", "none"})
  void aThresholdIsANumberOrNone(String threshold) {
    assertThat(settings(threshold).pullAbove()).contains(threshold);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "all", "1e4", "9999999999", "5}"})
  void anythingElseIsRefused(String threshold) {
    assertThatThrownBy(() -> settings(threshold))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("pull-above must be a number");
  }

  private static LocalSettings settings(String threshold) {
    return new LocalSettings(Optional.empty(), 8080, 8, Optional.of(threshold));
  }
}
