package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.LuaScript;
import java.util.concurrent.CompletionStage;

/// Adds entries to an author timeline, `author_add.lua`.
public final class AuthorAdd {
  private static final LuaScript SCRIPT =
      LuaScript.load(AuthorAdd.class, "author_add.lua", ScriptOutputType.INTEGER, "room.lua");
  private static final byte[] ONLY_ADD = new byte[0];

  private AuthorAdd() {}

  /// Adds to a timeline that exists.
  ///
  /// @return false if there is none: the caller has to [#restore] it
  public static CompletionStage<Boolean> add(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      long author,
      long id,
      TimelineLimits limits) {
    return call(redis, author, PackedIds.pack(id), ONLY_ADD, limits);
  }

  /// Creates or completes a timeline.
  ///
  /// @param ascending all entries above the floor
  /// @param floor an id, or 0 if `ascending` is all the author ever published
  public static CompletionStage<Boolean> restore(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      long author,
      long[] ascending,
      long floor,
      TimelineLimits limits) {
    return call(redis, author, PackedIds.pack(ascending), PackedIds.pack(floor), limits);
  }

  private static CompletionStage<Boolean> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      long author,
      byte[] ids,
      byte[] floor,
      TimelineLimits limits) {
    return SCRIPT
        .<Long>call(
            redis,
            new byte[][] {Keyspace.author(author)},
            ids,
            floor,
            limits.keptArgument(),
            limits.slackArgument())
        .thenApply(answer -> answer == 1);
  }
}
