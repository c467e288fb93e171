package io.rivulet.fanout.plan;

import io.rivulet.relations.Relation;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// What viewers are to the targets of a partition.
///
/// Following is what [FollowerTable] says. The rest is a record of its own, which most pairs never
/// have. It stays even when nothing is left of it: it tells that the target's side was told of the
/// pair and may have to be told again.
final class PairTable {
  private final FollowerTable followers;
  private final NotifiedTable notified;
  private final KeyValueStore<Bytes, byte[]> store;

  PairTable(FollowerTable followers, NotifiedTable notified, KeyValueStore<Bytes, byte[]> store) {
    this.followers = followers;
    this.notified = notified;
    this.store = store;
  }

  Relation get(long viewer, long target) {
    boolean following = followers.contains(target, viewer);
    Relation rest = rest(viewer, target);
    if (rest == null) {
      return following ? Relation.FOLLOWING : Relation.NONE;
    }
    return rest.following(following);
  }

  private @Nullable Relation rest(long viewer, long target) {
    byte[] record = store.get(StoreKeys.pair(viewer, target));
    return record == null ? null : Relation.decode(ByteBuffer.wrap(record));
  }

  /// Whether the pair ever was more than following.
  boolean hasRecord(long viewer, long target) {
    return store.get(StoreKeys.pair(viewer, target)) != null;
  }

  /// Following first. Should a crash let only that survive, the event that made the change, which
  /// then comes again, makes the rest of it; an acceptance whose request was gone would not. The
  /// record last: it tells what of the rest may have to be ended.
  void put(long viewer, long target, Relation relation) {
    if (relation.following()) {
      followers.add(target, viewer);
    } else {
      followers.remove(target, viewer);
    }
    Relation before = rest(viewer, target);
    if (relation.following() && relation.notified()) {
      notified.add(target, viewer);
    } else if (before != null && before.notified()) {
      notified.remove(target, viewer);
    }
    Relation rest = relation.following(false);
    if (!rest.equals(Relation.NONE) || before != null) {
      ByteBuffer record = ByteBuffer.allocate(Relation.SIZE);
      rest.encode(record);
      store.put(StoreKeys.pair(viewer, target), record.array());
    }
  }
}
