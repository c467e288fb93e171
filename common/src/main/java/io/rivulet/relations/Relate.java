package io.rivulet.relations;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.LuaScript;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Writes the relations of viewers and drops home timelines that may lack something by them,
/// `relate.lua`.
public final class Relate {
  private static final LuaScript SCRIPT =
      LuaScript.load(Relate.class, "relate.lua", ScriptOutputType.INTEGER);

  private Relate() {}

  /// New relations of a viewer.
  ///
  /// @param relations as [Relations#encode] makes them; not copied
  /// @param drop whether the home timeline goes: yes where an author's entries are delivered from
  ///   now on that were not before
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  public record Change(long viewer, byte[] relations, boolean drop) {}

  /// Writes all changes in one call.
  ///
  /// @param states keys of the states of all shards that the viewers lie in
  /// @param epochs 8 bytes for each of `states`, in that order
  /// @return viewers written; the relations of the others are newer in Redis
  public static CompletionStage<Long> call(
      RedisClusterAsyncCommands<byte[], byte[]> redis,
      List<byte[]> states,
      byte[] epochs,
      List<Change> changes) {
    byte[][] keys = new byte[states.size() + changes.size() * 2][];
    byte[][] arguments = new byte[2 + changes.size()][];
    int key = 0;
    for (byte[] state : states) {
      keys[key++] = state;
    }
    arguments[0] = epochs;
    arguments[1] = new byte[changes.size()];
    for (int i = 0; i < changes.size(); i++) {
      keys[key++] = Keyspace.relations(changes.get(i).viewer());
      keys[key++] = Keyspace.home(changes.get(i).viewer());
      arguments[1][i] = (byte) (changes.get(i).drop() ? '1' : '0');
      arguments[i + 2] = changes.get(i).relations();
    }
    return SCRIPT.call(redis, keys, arguments);
  }
}
