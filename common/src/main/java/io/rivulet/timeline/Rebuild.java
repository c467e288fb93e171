package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.LuaScript;
import io.rivulet.redis.ScriptCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Makes a home timeline: `rebuild_begin.lua`, then reading, then `rebuild_merge.lua`.
///
/// Relations and author timelines must be read *between* the two calls. Then nothing can be
/// missing: an entry is written to its author's timeline before it is delivered, so what the
/// reading did not see is delivered after the timeline was begun, hence added to it; and a change
/// of relations deletes the timeline, so that the merge finds none and the rebuild starts again.
public final class Rebuild {
  private static final LuaScript BEGIN =
      LuaScript.load(Rebuild.class, "rebuild_begin.lua", ScriptOutputType.INTEGER);
  private static final LuaScript MERGE =
      LuaScript.load(Rebuild.class, "rebuild_merge.lua", ScriptOutputType.INTEGER, "room.lua");

  private Rebuild() {}

  /// What [#begin] found.
  public enum Begun {
    /// The timeline is complete: read it.
    COMPLETE,
    /// Somebody else is rebuilding it.
    UNDER_WAY,
    /// The caller rebuilds it.
    MINE
  }

  /// Begins a rebuild unless there is nothing to rebuild or somebody is at it.
  ///
  /// @param nonce names this rebuild; random
  /// @param patience after which an unfinished rebuild is given up and the next may begin
  public static CompletionStage<Begun> begin(
      RedisClusterAsyncCommands<byte[], byte[]> redis, long viewer, long nonce, Duration patience) {
    return beginRequest(viewer, nonce, patience)
        .<Long>send(redis)
        .thenApply(
            answer ->
                switch (answer.intValue()) {
                  case 0 -> Begun.COMPLETE;
                  case 1 -> Begun.UNDER_WAY;
                  default -> Begun.MINE;
                });
  }

  /// Ends a rebuild with what was read since it began.
  ///
  /// @param floor the id below which and at which something was left out, or 0
  /// @param ids what was read, all above the floor
  /// @return whether the timeline is complete now; else it was dropped meanwhile: start again
  public static CompletionStage<Boolean> merge(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      long viewer,
      long nonce,
      long floor,
      byte[] ids,
      TimelineLimits limits,
      Duration timeToLive) {
    return mergeRequest(viewer, nonce, floor, ids, limits, timeToLive)
        .<Long>send(redis)
        .thenApply(answer -> answer == 1);
  }

  /// The scripts that the requests call.
  public static List<LuaScript> scripts() {
    return List.of(BEGIN, MERGE);
  }

  /// What [#begin] sends.
  public static ScriptCall beginRequest(long viewer, long nonce, Duration patience) {
    return new ScriptCall(BEGIN, keys(viewer), PackedIds.pack(nonce), millis(patience));
  }

  /// What [#merge] sends.
  public static ScriptCall mergeRequest(
      long viewer, long nonce, long floor, byte[] ids, TimelineLimits limits, Duration timeToLive) {
    return new ScriptCall(
        MERGE,
        keys(viewer),
        PackedIds.pack(nonce),
        PackedIds.pack(floor),
        ids,
        limits.keptArgument(),
        limits.slackArgument(),
        millis(timeToLive));
  }

  private static byte[][] keys(long viewer) {
    return new byte[][] {Keyspace.state(Shards.of(viewer)), Keyspace.home(viewer)};
  }

  private static byte[] millis(Duration duration) {
    return Long.toString(duration.toMillis()).getBytes(StandardCharsets.US_ASCII);
  }
}
