package io.rivulet.overlay;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.redis.LuaScript;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/// Adds a body to those an author published lately, `own_put.lua`.
final class OwnPut {
  private static final LuaScript SCRIPT =
      LuaScript.load(OwnPut.class, "own_put.lua", ScriptOutputType.INTEGER);

  private OwnPut() {}

  /// Calls the script: 1 if written, 0 if what is there is newer.
  static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      long id,
      PostBody body,
      OverlaySettings settings) {
    return SCRIPT.call(
        redis,
        new byte[][] {Keyspace.own(body.author())},
        field(id),
        body.bytes(),
        OverlayPut.digits(PostBody.VERSION_AT),
        OverlayPut.digits(settings.ttl().toMillis()),
        OverlayPut.digits(settings.own()));
  }

  static byte[] field(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }

  static long id(byte[] field) {
    return ByteBuffer.wrap(field).getLong();
  }
}
