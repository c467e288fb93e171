package io.rivulet.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/// Writes a value unless a newer one is there, `versioned_put.lua`.
///
/// This makes writes of bodies commute: late, repeated and stale ones (of a worker that lost its
/// partition) lose against what is newer, so they need no fence.
public final class VersionedPut {
  private static final LuaScript SCRIPT =
      LuaScript.load(VersionedPut.class, "versioned_put.lua", ScriptOutputType.INTEGER);

  private VersionedPut() {}

  /// Writes `value`, which stays, unless a newer one is there.
  ///
  /// @param versionAt where the value has its version: 8 bytes, big-endian
  /// @return 1 if written, 0 if the value in Redis is newer
  public static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] key, byte[] value, int versionAt) {
    return SCRIPT.call(redis, new byte[][] {key}, value, ascii(versionAt));
  }

  /// Writes `value` unless a newer one is there. An end that is over already removes what is older.
  ///
  /// @param versionAt where the value has its version: 8 bytes, big-endian
  /// @param endsAt when the value ends, in milliseconds since 1970. Said as a moment, not as a time
  ///   to live: then a write that comes late ends when it would have
  /// @return 1 if written, 0 if the value in Redis is newer
  public static CompletionStage<Long> until(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      byte[] key,
      byte[] value,
      int versionAt,
      long endsAt) {
    return SCRIPT.call(redis, new byte[][] {key}, value, ascii(versionAt), ascii(endsAt));
  }

  private static byte[] ascii(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
