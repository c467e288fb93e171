package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How slow a client may be on its connections; how many there may be is `overload.connections`.
///
/// @param patience how long a connection may be open without a whole request, 1 s to 5 min; 10 s by
///   default
/// @param leastBytes that a request has to bring a second while it is sent, 1 to 1,000,000; 100 by
///   default, far below the slowest telephone
public record ConnectionSettings(Duration patience, int leastBytes) {
  /// What holds where the file says nothing.
  public static final ConnectionSettings DEFAULT = new ConnectionSettings(null, null);

  public ConnectionSettings(
      @JsonProperty("patience") @Nullable Duration patience,
      @JsonProperty("leastBytes") @Nullable Integer leastBytes) {
    this(
        patience == null ? Duration.ofSeconds(10) : patience,
        leastBytes == null ? 100 : leastBytes.intValue());
  }

  public ConnectionSettings {
    require("patience, in milliseconds,", patience.toMillis(), 1_000, 300_000);
    require("leastBytes", leastBytes, 1, 1_000_000);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "connections: %s expected %d to %d, found %d".formatted(name, least, most, value));
    }
  }
}
