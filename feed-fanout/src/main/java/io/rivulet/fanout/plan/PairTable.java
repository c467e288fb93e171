package io.rivulet.fanout.plan;

import io.rivulet.relations.Relation;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// What viewers are to the targets of a partition.
///
/// Following is what [FollowerTable] says. The rest is a record of its own, which most pairs never
/// have. It stays even when nothing is left of it: it tells that the target's side was told of the
/// pair and may have to be told again.
final class PairTable {
  private final FollowerTable followers;
  private final KeyValueStore<Bytes, byte[]> store;

  PairTable(FollowerTable followers, KeyValueStore<Bytes, byte[]> store) {
    this.followers = followers;
    this.store = store;
  }

  Relation get(long viewer, long target) {
    boolean following = followers.contains(target, viewer);
    byte[] record = store.get(StoreKeys.pair(viewer, target));
    if (record == null) {
      return following ? Relation.FOLLOWING : Relation.NONE;
    }
    Relation rest = Relation.decode(ByteBuffer.wrap(record));
    return new Relation(
        following, rest.requested(), rest.hidesBoosts(), rest.blocking(), rest.mutedUntil());
  }

  /// Whether the pair ever was more than following.
  boolean hasRecord(long viewer, long target) {
    return store.get(StoreKeys.pair(viewer, target)) != null;
  }

  /// Following first. Should a crash let only that survive, the event that made the change, which
  /// then comes again, makes the rest of it; an acceptance whose request was gone would not.
  void put(long viewer, long target, Relation relation) {
    if (relation.following()) {
      followers.add(target, viewer);
    } else {
      followers.remove(target, viewer);
    }
    Relation rest =
        new Relation(
            false,
            relation.requested(),
            relation.hidesBoosts(),
            relation.blocking(),
            relation.mutedUntil());
    if (!rest.equals(Relation.NONE) || hasRecord(viewer, target)) {
      ByteBuffer record = ByteBuffer.allocate(Relation.SIZE);
      rest.encode(record);
      store.put(StoreKeys.pair(viewer, target), record.array());
    }
  }
}
