package io.rivulet.reader.merge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How timelines of large authors are kept in the process.
///
/// @param staleness how old one may be, 0 to 1 s, default 1 s. A post of a large author shows at
///   most that much later, and two processes may disagree on it for that long. 0 reads Redis every
///   time
/// @param bytes that all of them may take, 0 to 16 GB, default 64 MB: some 8,000 authors
public record PullSettings(Duration staleness, long bytes) {
  public static final PullSettings DEFAULT = new PullSettings(Duration.ofSeconds(1), 64_000_000);

  private static final long MAX_BYTES = 16_000_000_000L;

  public PullSettings {
    if (staleness.isNegative() || staleness.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException("pull.staleness must be 0 to 1 s, but is " + staleness);
    }
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException("pull.bytes must be 0 to 16 GB, but is " + bytes);
    }
  }

  @JsonCreator
  static PullSettings of(
      @JsonProperty("staleness") @Nullable Duration staleness,
      @JsonProperty("bytes") @Nullable Long bytes) {
    return new PullSettings(
        staleness == null ? DEFAULT.staleness : staleness, bytes == null ? DEFAULT.bytes : bytes);
  }
}
