package io.rivulet.audit.stored;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A home timeline in Redis: a header of 32 bytes (format, `b` or `c`, 6 bytes of the time of
/// completion, generation, nonce, floor) and ids.
///
/// @param well whether it has a header that makes sense, and whole ids; if not, nothing else counts
public record StoredHome(
    boolean well, boolean complete, long completedAt, long generation, long floor, List<Long> ids) {
  private static final int HEADER = 32;
  private static final long TIME = (1L << 48) - 1;

  /// Decodes a value; null for one that is absent.
  public static @Nullable StoredHome of(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    boolean well =
        value.length >= HEADER
            && value.length % Long.BYTES == 0
            && value[0] == 1
            && (value[1] == 'b' || value[1] == 'c');
    if (!well) {
      return new StoredHome(false, false, 0, 0, 0, List.of());
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new StoredHome(
        true,
        value[1] == 'c',
        bytes.getLong(0) & TIME,
        bytes.getLong(8),
        bytes.getLong(24),
        Numbers.from(value, HEADER));
  }
}
