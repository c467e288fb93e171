package io.rivulet.overlay;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.redis.LuaScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// Writes a body that expires unless a newer one is there, `overlay_put.lua`.
final class OverlayPut {
  private static final LuaScript SCRIPT =
      LuaScript.load(OverlayPut.class, "overlay_put.lua", ScriptOutputType.INTEGER);

  private OverlayPut() {}

  /// Calls the script: 1 if written, 0 if what is there is newer.
  static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      byte[] key,
      byte[] body,
      int versionAt,
      Duration ttl) {
    return SCRIPT.call(redis, new byte[][] {key}, body, digits(versionAt), digits(ttl.toMillis()));
  }

  static byte[] digits(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
