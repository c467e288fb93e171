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
  /// What it takes, in entries of a timeline.
  long entries() {
    return (value.length + (long) Long.BYTES) / Long.BYTES;
  }
}
