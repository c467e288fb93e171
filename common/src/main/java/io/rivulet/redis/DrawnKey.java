package io.rivulet.redis;

import io.rivulet.keyspace.Keyspace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A key that was drawn at random.
///
/// @param name as it is in Redis, a byte a character
/// @param bytes it takes, by `MEMORY USAGE`
/// @param left milliseconds until it ends, by `PTTL`; below 0 if it does not, or was not asked for
public record DrawnKey(String name, long bytes, long left) {
  /// The name of the keyspace it lies in, see [Keyspace#nameOf].
  public String keyspace() {
    return Keyspace.nameOf(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /// The id that it ends with.
  ///
  /// @return 0 if it ends with none
  public long id() {
    int from = name.lastIndexOf(':') + 1;
    String end = name.substring(from);
    return end.length() <= LONGEST_ID && end.chars().allMatch(c -> c >= '0' && c <= '9')
        ? end.isEmpty() ? 0 : Long.parseLong(end)
        : 0;
  }

  /// Every number of so many digits is a long.
  private static final int LONGEST_ID = 18;
}
