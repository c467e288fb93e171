package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.LuaScript;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// Owning shards: `takeover.lua` and `advance.lua`.
///
/// A worker takes the next epoch of each of its shards when it starts, and every write it makes
/// carries that epoch. A worker that slept through a rebalance finds a higher one and is refused.
public final class Ownership {
  private static final LuaScript TAKEOVER =
      LuaScript.load(Ownership.class, "takeover.lua", ScriptOutputType.MULTI);
  private static final LuaScript ADVANCE =
      LuaScript.load(Ownership.class, "advance.lua", ScriptOutputType.INTEGER);

  private Ownership() {}

  /// What a takeover found.
  ///
  /// @param lost Redis misses writes that it had acknowledged; the shard's home timelines are
  ///   dropped already, its relations have to be written again
  public record Taken(ShardState state, boolean lost) {}

  /// Takes a shard over.
  ///
  /// @param applied the offset that Redis acknowledged last as far as the caller knows, or -1
  public static CompletionStage<Taken> takeOver(
      RedisClusterAsyncCommands<byte[], byte[]> redis, int shard, long applied) {
    return takeOver(redis, new int[] {shard}, applied).thenApply(List::getFirst);
  }

  /// Takes several shards over in one call.
  ///
  /// @return what was found, in the order of `shards`
  public static CompletionStage<List<Taken>> takeOver(
      RedisClusterAsyncCommands<byte[], byte[]> redis, int[] shards, long applied) {
    byte[] known = applied < 0 ? new byte[0] : PackedIds.pack(applied);
    return TAKEOVER
        .<List<Object>>call(redis, states(shards), known)
        .thenApply(
            answer ->
                IntStream.range(0, shards.length)
                    .mapToObj(i -> taken(answer.get(i * 2), answer.get(i * 2 + 1)))
                    .toList());
  }

  private static Taken taken(Object state, Object lost) {
    return new Taken(Objects.requireNonNull(ShardState.decode((byte[]) state)), ((Long) lost) == 1);
  }

  /// Notes that all before `applied` is acknowledged.
  ///
  /// @param epochs of `shards`, packed in the same order
  /// @param before what was acknowledged last for all of them, 0 if nothing was
  public static CompletionStage<Long> advance(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      int[] shards,
      byte[] epochs,
      long before,
      long applied) {
    return ADVANCE.call(
        redis, states(shards), epochs, PackedIds.pack(applied), PackedIds.pack(before));
  }

  private static byte[][] states(int[] shards) {
    byte[][] keys = new byte[shards.length][];
    for (int i = 0; i < shards.length; i++) {
      keys[i] = Keyspace.state(shards[i]);
    }
    return keys;
  }
}
