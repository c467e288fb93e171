package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.redis.LuaScript;
import io.rivulet.redis.ScriptCall;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Adds entries to the home timelines that exist, `deliver.lua`: one call for many timelines.
///
/// Adding twice keeps one entry; a late entry finds its place. Redis is held for some 4 µs a
/// timeline, so a call should take 50 to 100 timelines.
public final class Deliveries {
  /// Starts the error of a call whose shard belongs to another worker.
  public static final String FENCED = "FENCED";

  /// Starts the error of a call whose shard has no state: Redis lost data.
  public static final String LOST = "LOST";

  private static final LuaScript SCRIPT =
      LuaScript.load(Deliveries.class, "deliver.lua", ScriptOutputType.MULTI, "room.lua");

  /// What a byte can tell. More ids of a timeline are several visits.
  private static final int MOST_A_VISIT = 255;

  private static final byte[] ONE_EACH = {};

  private Deliveries() {}

  /// What a call did.
  ///
  /// @param added timelines that exist and have the entries now; one with more than 255 ids counts
  ///   once for every 255
  /// @param corrupt timelines deleted since nothing sensible was in them
  /// @param entries ids of the timelines that exist, those too that they had already
  public record Delivered(long added, long corrupt, long entries) {}

  /// The script that [#request] calls.
  public static LuaScript script() {
    return SCRIPT;
  }

  /// Adds to all timelines in one call.
  ///
  /// @param states keys of the states of all shards that `timelines` lie in
  /// @param epochs 8 bytes for each of `states`, in that order
  /// @param timelines keys of home timelines
  /// @param ids for each timeline packed ids, ascending, at least one
  public static CompletionStage<Delivered> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      TimelineLimits limits,
      List<byte[]> states,
      byte[] epochs,
      List<byte[]> timelines,
      List<byte[]> ids) {
    return request(limits, states, epochs, timelines, ids)
        .<List<Object>>send(redis)
        .thenApply(Deliveries::delivered);
  }

  private static Delivered delivered(List<Object> answer) {
    return new Delivered((Long) answer.get(0), (Long) answer.get(1), (Long) answer.get(2));
  }

  /// What [#call] sends.
  public static ScriptCall request(
      TimelineLimits limits,
      List<byte[]> states,
      byte[] epochs,
      List<byte[]> timelines,
      List<byte[]> ids) {
    List<byte[]> keys = new ArrayList<>(states.size() + timelines.size());
    keys.addAll(states);
    int bytes = ids.stream().mapToInt(packed -> packed.length).sum();
    var counts = new ByteArrayOutputStream(timelines.size());
    var all = new ByteArrayOutputStream(bytes);
    for (int i = 0; i < timelines.size(); i++) {
      all.writeBytes(ids.get(i));
      for (int left = ids.get(i).length / PackedIds.WIDTH; left > 0; left -= MOST_A_VISIT) {
        keys.add(timelines.get(i));
        counts.write(Math.min(left, MOST_A_VISIT));
      }
    }
    return new ScriptCall(
        SCRIPT,
        keys.toArray(byte[][]::new),
        epochs,
        limits.keptArgument(),
        limits.slackArgument(),
        bytes == counts.size() * PackedIds.WIDTH ? ONE_EACH : counts.toByteArray(),
        all.toByteArray());
  }
}
