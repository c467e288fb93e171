package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.redis.LuaScript;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Writes values of shards that one worker owns, `fenced_put.lua`. There is one writer and his
/// calls are in order, so values need no version: the last one is the newest.
public final class FencedPut {
  private static final LuaScript SCRIPT =
      LuaScript.load(FencedPut.class, "fenced_put.lua", ScriptOutputType.INTEGER);

  private FencedPut() {}

  /// Writes all values in one call.
  ///
  /// @param states keys of the states of all shards that `keys` lie in
  /// @param epochs 8 bytes for each of `states`, in that order
  /// @param values parallel to `keys`; an empty one removes its key
  /// @return values written
  public static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      List<byte[]> states,
      byte[] epochs,
      List<byte[]> keys,
      List<byte[]> values) {
    byte[][] all = new byte[states.size() + keys.size()][];
    for (int i = 0; i < states.size(); i++) {
      all[i] = states.get(i);
    }
    byte[][] arguments = new byte[1 + values.size()][];
    arguments[0] = epochs;
    for (int i = 0; i < keys.size(); i++) {
      all[states.size() + i] = keys.get(i);
      arguments[1 + i] = values.get(i);
    }
    return SCRIPT.call(redis, all, arguments);
  }
}
