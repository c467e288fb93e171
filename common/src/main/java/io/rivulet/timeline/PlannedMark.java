package io.rivulet.timeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Tells the plan stage whether Redis still has what it wrote: `{s}:planned:<partition>`.
///
/// The worker of a partition of feed.posts.v1 raises the number before each commit, in its state
/// store and in Redis. A mark in Redis that is missing or lower than the store's means that Redis
/// lost bodies or author timelines, which are then written again from the store.
public record PlannedMark(long number) {
  public static PlannedMark decode(byte @Nullable [] value) {
    return new PlannedMark(
        value == null || value.length != Long.BYTES ? 0 : ByteBuffer.wrap(value).getLong());
  }

  public byte[] encode() {
    return PackedIds.pack(number);
  }
}
