package io.rivulet.timeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What Redis knows about a shard: 24 bytes at `{s}:state`.
///
/// @param epoch of the worker that owns the shard; a call with another epoch is refused
/// @param applied the offset in feed.deliveries.v1 before which all is applied and acknowledged
/// @param generation home timelines of another generation are void; raising it drops them all
public record ShardState(long epoch, long applied, long generation) {
  private static final int SIZE = 24;

  /// Decodes a value.
  ///
  /// @return null for a key that is absent: Redis lost data, or no worker has started yet
  /// @throws CorruptTimelineException if the value is no state
  public static @Nullable ShardState decode(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    if (value.length != SIZE) {
      throw new CorruptTimelineException("a shard's state has 24 bytes, not " + value.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new ShardState(bytes.getLong(0), bytes.getLong(8), bytes.getLong(16));
  }
}
