package io.rivulet.keyspace;

import java.nio.charset.StandardCharsets;

/// Maps accounts, posts and names to one of [#COUNT] shards.
///
/// The shard of an account never changes: it is part of every key in Redis and decides which
/// partition of `feed.deliveries.v1` an account's deliveries take. 1,024 is the number of Kafka
/// partitions and Redis nodes to which a system can grow without moving anything by hand.
public final class Shards {
  /// The number of shards, fixed for ever.
  public static final int COUNT = 1_024;

  private static final int BITS = 10;

  private Shards() {}

  /// The shard of an account or post id, `0 ≤ shard < COUNT`.
  ///
  /// Ids are ordered by time, so neighbours must be scattered: this is the finalizer of SplitMix64
  /// (Steele, Lea, Flood: *Fast splittable pseudorandom number generators*, OOPSLA 2014).
  public static int of(long id) {
    long z = id + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z = z ^ (z >>> 31);
    return (int) (z >>> (Long.SIZE - BITS));
  }

  /// The shard of a name: FNV-1a over its UTF-8 bytes, then scattered like an id.
  public static int of(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return of(hash);
  }

  /// The partition of `feed.deliveries.v1` that carries a shard.
  ///
  /// @param partitions the topic's partition count
  public static int partition(int shard, int partitions) {
    return shard % partitions;
  }
}
