package io.rivulet.ingest.status;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.redis.LuaScript;
import java.util.concurrent.CompletionStage;

/// Deletes a claim if it has the expected value, `release_claim.lua`.
final class ReleaseClaim {
  private static final LuaScript SCRIPT =
      LuaScript.load(ReleaseClaim.class, "release_claim.lua", ScriptOutputType.INTEGER);

  private ReleaseClaim() {}

  /// Calls the script: 1 if deleted, 0 if the claim is another's or gone.
  static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] expected) {
    return SCRIPT.call(redis, new byte[][] {key}, expected);
  }
}
