package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.redis.LuaScript;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Reads small parts of many author timelines, `author_slices.lua`: whoever follows 5,000 accounts
/// needs of most a few ids, and an author timeline has up to 8.5 kB.
///
/// Redis is held for some 5 µs a timeline, so a call should take about 50.
public final class AuthorSlices {
  private static final LuaScript SCRIPT =
      LuaScript.load(AuthorSlices.class, "author_slices.lua", ScriptOutputType.MULTI);
  private static final byte[] NEWEST_FIRST = {'0'};
  private static final byte[] OLDEST_FIRST = {'1'};

  private AuthorSlices() {}

  /// Which ids are wanted of each timeline.
  ///
  /// @param above ids are above it
  /// @param below ids are below it
  /// @param wanted how many at most, at least 1
  /// @param oldestFirst whether the oldest of the window are wanted, not the newest
  public record Wanted(long above, long below, int wanted, boolean oldestFirst) {}

  /// The answers in the order of the keys, each for [AuthorSlice#decode].
  ///
  /// @param authors keys of author timelines
  public static CompletionStage<List<byte[]>> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      List<byte[]> authors,
      Wanted wanted,
      TimelineLimits limits) {
    return SCRIPT.call(
        redis,
        authors.toArray(new byte[0][]),
        PackedIds.pack(wanted.above()),
        PackedIds.pack(wanted.below()),
        Integer.toString(wanted.wanted()).getBytes(StandardCharsets.US_ASCII),
        limits.keptArgument(),
        wanted.oldestFirst() ? OLDEST_FIRST : NEWEST_FIRST);
  }
}
