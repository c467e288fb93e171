package io.rivulet.pulse;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;

/// What a worker did in the last seconds. Stored as five numbers of 8 bytes.
///
/// @param at when it was written, in milliseconds since 1970
/// @param posts events of posts planned a second
/// @param deliveries entries written to home timelines a second
/// @param written entries that `age` is about
/// @param age from the publishing of an entry to its being in a home timeline, milliseconds on
///   average
public record Pulse(long at, double posts, double deliveries, long written, double age) {
  /// Bytes stored.
  private static final int SIZE = 5 * Long.BYTES;

  /// What is older than this is of a worker that is gone.
  private static final long STALE_MILLIS = 5_000;

  public byte[] encode() {
    return ByteBuffer.allocate(SIZE)
        .putLong(at)
        .putDouble(posts)
        .putDouble(deliveries)
        .putLong(written)
        .putDouble(age)
        .array();
  }

  /// Of all workers together.
  ///
  /// @param values what [#encode] made, by worker; others are left out
  /// @return nothing if no worker has written lately
  public static Optional<Pulse> of(Collection<byte[]> values, long now) {
    return values.stream()
        .filter(value -> value.length == SIZE)
        .map(Pulse::decode)
        .filter(pulse -> now - pulse.at <= STALE_MILLIS)
        .reduce(Pulse::with);
  }

  private static Pulse decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new Pulse(
        bytes.getLong(), bytes.getDouble(), bytes.getDouble(), bytes.getLong(), bytes.getDouble());
  }

  private Pulse with(Pulse other) {
    long both = written + other.written;
    return new Pulse(
        Math.max(at, other.at),
        posts + other.posts,
        deliveries + other.deliveries,
        both,
        both == 0 ? 0 : (age * written + other.age * other.written) / both);
  }
}
