package io.rivulet.fanout.plan;

import io.rivulet.event.Origin;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Tells replays of submissions from new ones.
///
/// When feed-ingest is killed, it makes the last records once more from the same submissions. They
/// must not bring back what was deleted or unfollowed since. Of one partition of submissions the
/// records of a topic come in the order of their offsets, and those of one submission in the order
/// of their index, so one that is not above the highest seen is a replay. It changes nothing; what
/// it is about is planned once more as it is *now*, which also serves the other case: that the
/// record itself comes again because this worker was killed after its change was stored and before
/// it was forwarded.
final class OriginGuard {
  private final KeyValueStore<Bytes, byte[]> store;
  private final int topic;

  OriginGuard(KeyValueStore<Bytes, byte[]> store, int topic) {
    this.store = store;
    this.topic = topic;
  }

  boolean isReplay(@Nullable Origin origin) {
    if (origin == null) {
      return false;
    }
    byte[] highest = store.get(StoreKeys.origin(topic, origin.partition()));
    return highest != null && ByteBuffer.wrap(highest).getLong() >= origin.order();
  }

  /// To be called after the change was put.
  void saw(@Nullable Origin origin) {
    if (origin != null && !isReplay(origin)) {
      store.put(
          StoreKeys.origin(topic, origin.partition()),
          ByteBuffer.allocate(Long.BYTES).putLong(origin.order()).array());
    }
  }
}
