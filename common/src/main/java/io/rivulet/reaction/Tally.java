package io.rivulet.reaction;

import io.rivulet.timeline.CorruptTimelineException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// How many reacted to a post.
///
/// Stored as a format (1 byte, 1), three numbers of 8 bytes and [Applied].
///
/// @param likes accounts that like it
/// @param boosts of it that are not deleted
/// @param replies to it that are not deleted, and that everybody may see
public record Tally(long likes, long boosts, long replies, Applied applied) {
  /// Of a post nobody has reacted to.
  public static final Tally NONE = new Tally(0, 0, 0, Applied.NOTHING);

  private static final byte FORMAT = 1;
  private static final int HEADER = 1 + 3 * Long.BYTES;

  public byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + applied.size());
    bytes.put(FORMAT).putLong(likes).putLong(boosts).putLong(replies);
    applied.encode(bytes);
    return bytes.array();
  }

  /// Decodes a value; what is absent is [#NONE].
  ///
  /// @throws CorruptTimelineException if the value is no tally
  public static Tally decode(byte @Nullable [] value) {
    if (value == null) {
      return NONE;
    }
    if (value.length < HEADER || value[0] != FORMAT) {
      throw new CorruptTimelineException("no header of a tally in " + value.length + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(value, 1, value.length - 1);
    return new Tally(bytes.getLong(), bytes.getLong(), bytes.getLong(), Applied.decode(bytes));
  }
}
