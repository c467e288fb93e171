package io.rivulet.reader.fetch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How values of one kind are kept in the process, see [Held].
///
/// @param staleness how old one may be, 0 to 1 s, default 1 s: what others did shows at most that
///   much later, and two processes may disagree on it for that long. 0 reads Redis every time
/// @param bytes that all of them may take, 0 to 16 GB, default 64 MB
public record HoldSettings(Duration staleness, long bytes) {
  public static final HoldSettings DEFAULT = new HoldSettings(Duration.ofSeconds(1), 64_000_000);

  private static final long MAX_BYTES = 16_000_000_000L;

  public HoldSettings {
    if (staleness.isNegative() || staleness.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException("staleness must be 0 to 1 s, but is " + staleness);
    }
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException("bytes must be 0 to 16 GB, but is " + bytes);
    }
  }

  @JsonCreator
  static HoldSettings of(
      @JsonProperty("staleness") @Nullable Duration staleness,
      @JsonProperty("bytes") @Nullable Long bytes) {
    return new HoldSettings(
        staleness == null ? DEFAULT.staleness : staleness, bytes == null ? DEFAULT.bytes : bytes);
  }
}
