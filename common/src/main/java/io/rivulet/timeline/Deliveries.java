package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.rivulet.redis.LuaScript;
import io.rivulet.redis.ScriptCall;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Adds entries to the home timelines that exist, `deliver.lua`: one call for many timelines.
///
/// Adding twice keeps one entry; a late entry finds its place. Redis is held for some 2.7 µs a
/// timeline, so a call should take 50 to 100 timelines.
public final class Deliveries {
  /// Starts the error of a call whose shard belongs to another worker.
  public static final String FENCED = "FENCED";

  /// Starts the error of a call whose shard has no state: Redis lost data.
  public static final String LOST = "LOST";

  private static final LuaScript SCRIPT =
      LuaScript.load(Deliveries.class, "deliver.lua", ScriptOutputType.MULTI, "room.lua");

  private Deliveries() {}

  /// What a call did.
  ///
  /// @param added timelines that exist and have the entries now
  /// @param corrupt timelines deleted since nothing sensible was in them
  public record Delivered(long added, long corrupt) {}

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
      RedisAsyncCommands<byte[], byte[]> redis,
      TimelineLimits limits,
      List<byte[]> states,
      byte[] epochs,
      List<byte[]> timelines,
      List<byte[]> ids) {
    return request(limits, states, epochs, timelines, ids)
        .<List<Object>>send(redis)
        .thenApply(answer -> new Delivered((Long) answer.get(0), (Long) answer.get(1)));
  }

  /// What [#call] sends.
  public static ScriptCall request(
      TimelineLimits limits,
      List<byte[]> states,
      byte[] epochs,
      List<byte[]> timelines,
      List<byte[]> ids) {
    byte[][] keys = new byte[states.size() + timelines.size()][];
    for (int i = 0; i < states.size(); i++) {
      keys[i] = states.get(i);
    }
    var packed = new ByteArrayOutputStream();
    boolean one = true;
    byte[] counts = new byte[timelines.size()];
    for (int i = 0; i < timelines.size(); i++) {
      keys[states.size() + i] = timelines.get(i);
      packed.writeBytes(ids.get(i));
      counts[i] = (byte) (ids.get(i).length / 8);
      one &= counts[i] == 1;
    }
    return new ScriptCall(
        SCRIPT,
        keys,
        epochs,
        limits.keptArgument(),
        limits.slackArgument(),
        one ? new byte[0] : counts,
        packed.toByteArray());
  }
}
