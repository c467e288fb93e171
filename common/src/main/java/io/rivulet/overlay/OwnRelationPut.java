package io.rivulet.overlay;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.LuaScript;
import io.rivulet.relations.OwnRelation;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// Notes what a viewer made of his relation to a target, `own_relation_put.lua`.
final class OwnRelationPut {
  private static final LuaScript SCRIPT =
      LuaScript.load(OwnRelationPut.class, "own_relation_put.lua", ScriptOutputType.INTEGER);

  /// New targets after which expired ones are looked for; eight times as many may stay.
  private static final int SWEPT_ABOVE = 64;

  private OwnRelationPut() {}

  /// Calls the script: 1 if written, 0 if what is there is newer.
  static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      long viewer,
      OwnRelation relation,
      Duration ttl) {
    return SCRIPT.call(
        redis,
        new byte[][] {Keyspace.ownRelations(viewer)},
        OwnPut.field(relation.target()),
        relation.encode(),
        OverlayPut.digits(OwnRelation.OFFSET_AT),
        OverlayPut.digits(ttl.toMillis()),
        OverlayPut.digits(SWEPT_ABOVE));
  }
}
