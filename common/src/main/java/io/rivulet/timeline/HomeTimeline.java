package io.rivulet.timeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A home timeline as it lies in Redis, decoded.
///
/// | bytes | content |
/// |---|---|
/// | 0 | format, 1 |
/// | 1 | `b` building, `c` complete |
/// | 2–7 | when the rebuild that made it was complete: milliseconds since 1970; zero before |
/// | 8–15 | generation of the shard when the timeline was begun; another than the shard's: void |
/// | 16–23 | nonce of the rebuild that made it |
/// | 24–31 | floor |
/// | 32… | ids, packed |
///
/// A complete timeline holds *at least* the ids of home(viewer) above the floor. It says nothing of
/// what lies at the floor and below. While building it holds what was delivered since it was begun.
/// The floor stands right before the ids so that the last 8 bytes of a timeline are always a lower
/// bound of what may be appended.
///
/// @param complete false while a rebuild is under way
/// @param completedAt milliseconds since 1970; entries published later came by delivery
/// @param generation compare with [ShardState#generation()]
/// @param floor an id, or 0 if nothing lies below
public record HomeTimeline(
    boolean complete, long completedAt, long generation, long nonce, long floor, PackedIds ids) {
  /// Bytes before the ids.
  public static final int HEADER = 32;

  private static final byte FORMAT = 1;

  /// Decodes a value.
  ///
  /// @return null for a key that is absent
  /// @throws CorruptTimelineException if the value is no home timeline
  public static @Nullable HomeTimeline decode(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    if (value.length < HEADER || value[0] != FORMAT || (value[1] != 'b' && value[1] != 'c')) {
      throw new CorruptTimelineException(
          "no header of a home timeline in " + value.length + " bytes");
    }
    ByteBuffer header = ByteBuffer.wrap(value, 0, HEADER);
    return new HomeTimeline(
        value[1] == 'c',
        header.getLong(0) & ((1L << 48) - 1),
        header.getLong(8),
        header.getLong(16),
        header.getLong(24),
        PackedIds.from(value, HEADER));
  }

  /// The timeline cut to its newest `kept` entries, the newest of the others being the floor.
  ///
  /// A timeline holds up to the slack more than is kept. An entry beyond `kept` may no longer be in
  /// its author's recent entries, so what is exact must not look at it.
  public HomeTimeline cut(int kept) {
    return ids.size() <= kept
        ? this
        : new HomeTimeline(
            complete,
            completedAt,
            generation,
            nonce,
            ids.at(ids.size() - kept - 1),
            ids.newest(kept));
  }
}
