package io.rivulet.repartition;

import java.time.Duration;

/// A piece of the work that was done, or what was done of it so far.
///
/// @param offsets passed
/// @param moved records among them that were copied or taken out
/// @param bytes of their keys and values
public record Finished(String work, long offsets, long moved, long bytes, Duration took) {
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  public double seconds() {
    return (double) took.toNanos() / NANOS;
  }

  String line() {
    return "%s: %.1f s, %,.0f offsets/s, %,d records moved (%,.1f MB), %,d offsets"
        .formatted(
            work,
            seconds(),
            (double) offsets / Math.max(1e-3, seconds()),
            moved,
            (double) bytes / MEGABYTE,
            offsets);
  }
}
