package io.rivulet.account;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What is counted of an account: 24 bytes at `{s}:counts:<account>`, written by the plan stage.
///
/// The counts are derived from the stored followers and posts, so a repeated event changes nothing.
///
/// @param followers accounts that follow this one
/// @param statuses posts and boosts that are not deleted
/// @param lastStatusAt milliseconds since 1970 of the newest post, 0 if there is none
public record Counts(long followers, long statuses, long lastStatusAt) {
  /// Of an account without followers and posts.
  public static final Counts NONE = new Counts(0, 0, 0);

  private static final int SIZE = 24;

  /// Decodes a value; an absent or foreign one counts as [#NONE], since counts only adorn.
  public static Counts decode(byte @Nullable [] value) {
    if (value == null || value.length != SIZE) {
      return NONE;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new Counts(bytes.getLong(0), bytes.getLong(8), bytes.getLong(16));
  }

  public byte[] encode() {
    return ByteBuffer.allocate(SIZE)
        .putLong(0, followers)
        .putLong(8, statuses)
        .putLong(16, lastStatusAt)
        .array();
  }
}
