package io.rivulet.timeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// An author timeline as it lies in Redis, decoded: what the author published, deleted entries too.
///
/// | bytes | content |
/// |---|---|
/// | 0 | format, 1 |
/// | 1–7 | zero |
/// | 8–15 | floor |
/// | 16… | ids, packed |
///
/// It holds all entries above the floor. recent(author) are its newest 800.
public record AuthorTimeline(long floor, PackedIds ids) {
  /// Bytes before the ids.
  public static final int HEADER = 16;

  private static final byte FORMAT = 1;

  /// Decodes a value.
  ///
  /// @return null for a key that is absent, which means unknown, not empty
  /// @throws CorruptTimelineException if the value is no author timeline
  public static @Nullable AuthorTimeline decode(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    if (value.length < HEADER || value[0] != FORMAT) {
      throw new CorruptTimelineException(
          "no header of an author timeline in " + value.length + " bytes");
    }
    return new AuthorTimeline(ByteBuffer.wrap(value).getLong(8), PackedIds.from(value, HEADER));
  }

  /// recent(author): the newest `limit` entries.
  public PackedIds recent(int limit) {
    return ids.newest(limit);
  }
}
