package io.rivulet.fanout.deliver;

import io.rivulet.live.LiveEvent;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A value for Redis, made of what a store holds: the newest of a key is the only one that matters.
///
/// @param value an empty one removes the key
/// @param event what a listener may want to know once it is written
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
record Put(int shard, Bytes key, byte[] value, @Nullable LiveEvent event) {
  /// This value, and what listeners want to know of the one it replaces: from the smaller id on.
  Put withEventOf(Put replaced) {
    LiveEvent other = replaced.event();
    boolean own = event != null && (other == null || event.id() <= other.id());
    return new Put(shard, key, value, own ? event : other);
  }

  /// What it takes, in entries of a timeline.
  long entries() {
    return (value.length + (long) Long.BYTES) / Long.BYTES;
  }
}
