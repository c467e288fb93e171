package io.rivulet.cold;

import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.PlannedMark;
import java.util.BitSet;

/// Whether Redis has all that is acknowledged, by the marks of the plan stage
/// ([io.rivulet.timeline.PlannedMarks]): each partition has one on each primary as soon as a worker
/// has it. One that is missing was lost with what lay beside it; one below zero says that it is
/// being written again; and one that was vouched for in another life of the primary may stand where
/// what came after it is lost.
final class Filled {
  private final Redis redis;

  Filled(Redis redis) {
    this.redis = redis;
  }

  /// Whether that is so of all shards.
  ///
  /// @param partitions of posts
  boolean hasAll(int partitions) {
    BitSet all = new BitSet();
    all.set(0, Shards.COUNT);
    return hasAll(all, partitions);
  }

  /// Whether that is so of some shards, by one question a primary.
  ///
  /// @param partitions of posts
  boolean hasAll(BitSet shards, int partitions) {
    BitSet left = (BitSet) shards.clone();
    while (!left.isEmpty()) {
      int shard = left.nextSetBit(0);
      if (!has(shard, partitions)) {
        return false;
      }
      left.andNot(redis.shardsBeside(shard));
      left.clear(shard);
    }
    return true;
  }

  /// Whether that is so of a shard.
  ///
  /// @param partitions of posts
  boolean has(int shard, int partitions) {
    if (partitions == 0) {
      return false;
    }
    int anchor = redis.shardsBeside(shard).nextSetBit(0);
    return redis.await(PlannedMark.look(redis.commands(), anchor, 0, partitions)).stream()
        .allMatch(PlannedMark::complete);
  }
}
