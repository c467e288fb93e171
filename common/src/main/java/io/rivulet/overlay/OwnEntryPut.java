package io.rivulet.overlay;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.redis.LuaScript;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// Notes what a viewer did a moment ago, to his relations or to a post, in a hash of such entries,
/// `own_entry_put.lua`.
final class OwnEntryPut {
  private static final LuaScript SCRIPT =
      LuaScript.load(OwnEntryPut.class, "own_entry_put.lua", ScriptOutputType.INTEGER);

  /// New fields after which expired ones are looked for; eight times as many may stay.
  private static final int SWEPT_ABOVE = 64;

  private OwnEntryPut() {}

  /// Calls the script: 1 if written, 0 if what is there is newer.
  ///
  /// @param offsetAt where the value has the offset of its record: 8 bytes, big-endian
  static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      byte[] hash,
      byte[] field,
      byte[] value,
      int offsetAt,
      Duration ttl) {
    return SCRIPT.call(
        redis,
        new byte[][] {hash},
        field,
        value,
        OverlayPut.digits(offsetAt),
        OverlayPut.digits(ttl.toMillis()),
        OverlayPut.digits(SWEPT_ABOVE));
  }
}
