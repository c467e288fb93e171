package io.rivulet.timeline;

import java.nio.charset.StandardCharsets;

/// How many entries a timeline keeps.
///
/// @param kept entries that stay when a timeline is trimmed
/// @param slack entries above that before it is trimmed: a trim writes the whole timeline, into the
///   append-only file and to replicas too, so that it should be rare
public record TimelineLimits(int kept, int slack) {
  /// 800 entries as the definition of a home timeline has it for `recent(a)`. With a slack of 208 a
  /// timeline fits into 8,192 bytes, which allocators have a size for, with room for some entries
  /// that come together.
  public static final TimelineLimits DEFAULT = new TimelineLimits(800, 208);

  public TimelineLimits {
    if (kept < 1 || slack < 1) {
      throw new IllegalArgumentException(
          "kept and slack must be at least 1: " + kept + ", " + slack);
    }
  }

  byte[] keptArgument() {
    return Integer.toString(kept).getBytes(StandardCharsets.US_ASCII);
  }

  byte[] slackArgument() {
    return Integer.toString(slack).getBytes(StandardCharsets.US_ASCII);
  }
}
