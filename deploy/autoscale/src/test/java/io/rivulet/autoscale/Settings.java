package io.rivulet.autoscale;

import java.time.Duration;

/// Settings of tests: 64 partitions, 100,000 deliveries/s a worker at full load.
final class Settings {
  private Settings() {}

  static ScalingSettings of(int partitions, int least, int most) {
    return new ScalingSettings(
        partitions,
        least,
        most,
        100_000,
        0.5,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10));
  }

  static ScalingSettings usual() {
    return of(64, 2, 64);
  }
}
