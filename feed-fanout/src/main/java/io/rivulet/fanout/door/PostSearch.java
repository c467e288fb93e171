package io.rivulet.fanout.door;

import io.rivulet.cold.Searched;
import io.rivulet.fanout.plan.StoredBodies;
import io.rivulet.post.PostBody;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// Looks for posts in all stores of this worker. A store that goes away meanwhile was not searched.
final class PostSearch {
  private final PlanStores stores;
  private final StoredBodies bodies;

  PostSearch(PlanStores stores, StoredBodies bodies) {
    this.stores = stores;
    this.bodies = bodies;
  }

  Searched search(List<Long> ids) {
    BitSet searched = new BitSet();
    Map<Long, PostBody> found = new HashMap<>();
    for (int partition : stores.owned()) {
      Optional<ReadOnlyKeyValueStore<Bytes, byte[]>> store = stores.store(partition);
      if (store.isPresent() && search(store.get(), ids, found)) {
        searched.set(partition);
      }
    }
    return new Searched(searched, found);
  }

  /// Whether what was not found is not there.
  private boolean search(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, List<Long> ids, Map<Long, PostBody> found) {
    try {
      for (long id : ids) {
        PostBody body = bodies.find(store, id);
        if (body != null) {
          found.merge(id, body, PostBody::newer);
        }
      }
      return bodies.complete(store);
    } catch (InvalidStateStoreException _) {
      return false;
    }
  }
}
