package io.rivulet.bench.ceiling;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.ShardState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Home timelines that calls choose from, with what a call needs of each: key, shard and the epoch
/// of the shard's owner.
final class Homes {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final long[] viewers;
  private final byte[][] keys;
  private final int[] shards;
  private final int[] byShard;
  private final byte[][] epochs = new byte[Shards.COUNT][];

  private Homes(long[] viewers) {
    this.viewers = viewers;
    this.keys = new byte[viewers.length][];
    this.shards = new int[viewers.length];
    for (int i = 0; i < viewers.length; i++) {
      keys[i] = Keyspace.home(viewers[i]);
      shards[i] = Shards.of(viewers[i]);
    }
    this.byShard =
        IntStream.range(0, viewers.length)
            .boxed()
            .sorted(Comparator.comparingInt(at -> shards[at]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /// Timelines of viewers whose shards nobody owned: they are taken over.
  static Homes takeOver(Redis redis, long[] viewers) {
    Homes homes = new Homes(viewers);
    int[] shards = Arrays.stream(homes.shards).distinct().toArray();
    List<Ownership.Taken> taken =
        Redis.await(Ownership.takeOver(redis.commands(), shards, -1), BOUND);
    for (int i = 0; i < shards.length; i++) {
      homes.epochs[shards[i]] = PackedIds.pack(taken.get(i).state().epoch());
    }
    return homes;
  }

  /// Timelines of viewers whose shards somebody owns: calls are made in his name.
  static Homes ofOwner(Redis redis, long[] viewers) {
    Homes homes = new Homes(viewers);
    for (int shard : Arrays.stream(homes.shards).distinct().toArray()) {
      ShardState state =
          ShardState.decode(redis.await(redis.commands().get(Keyspace.state(shard))));
      homes.epochs[shard] = PackedIds.pack(state == null ? 0 : state.epoch());
    }
    return homes;
  }

  int size() {
    return viewers.length;
  }

  /// A number for each.
  int[] each(IntUnaryOperator number) {
    return IntStream.range(0, viewers.length).map(number).toArray();
  }

  /// The one at this place when all are ordered by their shards.
  int byShard(int place) {
    return byShard[place];
  }

  long viewer(int at) {
    return viewers[at];
  }

  byte[] key(int at) {
    return keys[at];
  }

  int shard(int at) {
    return shards[at];
  }

  byte[] epoch(int shard) {
    return epochs[shard];
  }
}
