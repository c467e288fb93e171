package io.rivulet.overlay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long and how much the overlay keeps.
///
/// @param ttl above the worst lag of the fan-out, 1 s to 1 day; default 10 minutes
/// @param own posts kept for each author, 1 to 1,000; default 64. Each read of a home timeline
///   fetches those of its viewer, so a larger number costs every such read
public record OverlaySettings(Duration ttl, int own) {
  public static final OverlaySettings DEFAULT = new OverlaySettings(Duration.ofMinutes(10), 64);

  public OverlaySettings {
    if (ttl.toMillis() < 1_000 || ttl.toDays() > 1) {
      throw new IllegalArgumentException("overlay.ttl must be 1 s to 1 day, but is " + ttl);
    }
    if (own < 1 || own > 1_000) {
      throw new IllegalArgumentException("overlay.own must be 1 to 1,000, but is " + own);
    }
  }

  @JsonCreator
  static OverlaySettings of(
      @JsonProperty("ttl") @Nullable Duration ttl, @JsonProperty("own") @Nullable Integer own) {
    return new OverlaySettings(ttl == null ? DEFAULT.ttl : ttl, own == null ? DEFAULT.own : own);
  }
}
