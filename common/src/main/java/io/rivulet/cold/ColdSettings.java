package io.rivulet.cold;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How workers are asked for posts that Redis does not have; a change takes a restart.
///
/// @param enabled whether they are; without, what Redis does not have is nowhere. True by default
/// @param patience how long a request waits for their answers, 10 ms to 10 s; 300 ms by default
/// @param mostAtOnce requests that wait at once, 1 to 10,000; 64 by default. One more is refused
/// @param secretFile what the doors of workers ask for; none where all are on this machine
public record ColdSettings(
    boolean enabled, Duration patience, int mostAtOnce, @Nullable Path secretFile) {
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofSeconds(10);

  public ColdSettings(
      @JsonProperty("enabled") @Nullable Boolean enabled,
      @JsonProperty("patience") @Nullable Duration patience,
      @JsonProperty("mostAtOnce") @Nullable Integer mostAtOnce,
      @JsonProperty("secretFile") @Nullable Path secretFile) {
    this(
        enabled == null || enabled.booleanValue(),
        patience == null ? Duration.ofMillis(300) : patience,
        mostAtOnce == null ? 64 : mostAtOnce.intValue(),
        secretFile);
  }

  public ColdSettings {
    if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "coldPosts.patience: expected 10 ms to 10 s, found " + patience);
    }
    if (mostAtOnce < 1 || mostAtOnce > 10_000) {
      throw new IllegalArgumentException(
          "coldPosts.mostAtOnce: expected 1 to 10,000, found " + mostAtOnce);
    }
  }

  Optional<DoorSecret> secret() {
    return Optional.ofNullable(secretFile).map(DoorSecret::in);
  }
}
