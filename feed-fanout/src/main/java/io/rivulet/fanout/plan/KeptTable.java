package io.rivulet.fanout.plan;

import io.rivulet.event.KeptEvent;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// What is kept for the accounts of a partition, see [Kept].
final class KeptTable {
  private final KeyValueStore<Bytes, byte[]> store;

  KeptTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /// Applies an event, unless it or a newer one was applied before.
  ///
  /// @return what is kept now
  Kept apply(KeptEvent event, long offset) {
    Bytes key = StoreKeys.kept(event.account());
    Kept before = KeptJson.decode(store.get(key));
    if (offset <= before.version()) {
      return before;
    }
    Kept after = before.after(event, offset);
    store.put(key, KeptJson.encode(after));
    return after;
  }
}
