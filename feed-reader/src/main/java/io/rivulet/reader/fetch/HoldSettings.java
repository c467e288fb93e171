package io.rivulet.reader.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How values of one kind are kept in the process, see [Held].
///
/// @param staleness how old one may be, 0 to 1 min, default 1 s: what others did shows at most that
///   much later, and two processes may disagree on it for that long. 0 reads Redis every time
/// @param bytes that all of them may take, 0 to 16 GB, default 64 MB, or a twelfth of the heap if
///   that is less: three kinds are held
public record HoldSettings(Duration staleness, long bytes) {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long MAX_BYTES = 16_000_000_000L;

  public static final HoldSettings DEFAULT =
      new HoldSettings(
          Duration.ofSeconds(1), Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 12));

  public HoldSettings {
    requireStaleness(staleness, LONGEST);
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException("bytes must be 0 to 16 GB, but is " + bytes);
    }
  }

  /// A block of a configuration file, of which a part may be left out.
  public record Given(@Nullable Duration staleness, @Nullable Long bytes) {}

  /// What a configuration file gives, and of these what it leaves out.
  ///
  /// @param given null if the block is empty
  /// @throws IllegalArgumentException if a bound is not kept
  public HoldSettings with(@Nullable Given given) {
    return given == null
        ? this
        : new HoldSettings(
            given.staleness == null ? staleness : given.staleness,
            given.bytes == null ? bytes : given.bytes);
  }

  /// These, unless they allow values to be older than `longest`.
  ///
  /// @throws IllegalArgumentException if they do
  public HoldSettings atMost(Duration longest) {
    requireStaleness(staleness, longest);
    return this;
  }

  private static void requireStaleness(Duration staleness, Duration longest) {
    if (staleness.isNegative() || staleness.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "staleness must be 0 to %d s, but is %s".formatted(longest.toSeconds(), staleness));
    }
  }
}
