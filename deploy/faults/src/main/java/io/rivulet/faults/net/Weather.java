package io.rivulet.faults.net;

import java.time.Duration;

/// What happens to packets to and from one host.
///
/// @param loss the part of them that is lost, 0 to 1; with 1 the host is cut off
/// @param delay by which each comes later
public record Weather(double loss, Duration delay) {
  /// As if there were only a cable.
  public static final Weather FINE = new Weather(0, Duration.ZERO);

  public Weather {
    if (!(loss >= 0 && loss <= 1)) {
      throw new IllegalArgumentException("loss: expected 0 to 1, found " + loss);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: expected 0 or more, found " + delay);
    }
  }

  public static Weather lossy(double loss) {
    return new Weather(loss, Duration.ZERO);
  }

  public static Weather slow(Duration delay) {
    return new Weather(0, delay);
  }

  /// For a packet between two hosts: it has to get through both.
  Weather and(Weather other) {
    return new Weather(1 - (1 - loss) * (1 - other.loss), delay.plus(other.delay));
  }
}
