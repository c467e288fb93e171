package io.rivulet.timeline;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.LuaScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// What a partition has on one primary, see [PlannedMarks]: `planned_look.lua`,
/// `planned_raise.lua`, `planned_copy.lua`.
///
/// @param number how often it was raised; 0 if there is no mark, below it if the primary is being
///   written to again
/// @param vouched whether, since this life of the primary began, all was written to it that Kafka
///   had of the partition then
public record PlannedMark(long number, boolean vouched) {
  private static final LuaScript LOOK =
      LuaScript.load(PlannedMark.class, "planned_look.lua", ScriptOutputType.MULTI);
  private static final LuaScript RAISE =
      LuaScript.load(PlannedMark.class, "planned_raise.lua", ScriptOutputType.INTEGER);
  private static final LuaScript COPY =
      LuaScript.load(PlannedMark.class, "planned_copy.lua", ScriptOutputType.INTEGER);
  private static final byte[] NOTHING = {};
  private static final byte[] YES = {'1'};
  private static final byte[] NO = {'0'};

  /// What became of a mark that was to be raised.
  public enum Raised {
    /// The one that was there is gone.
    GONE,
    /// It is.
    DONE,
    /// The primary began another life, of which whoever raises it does not know.
    OTHER_LIFE
  }

  /// How a mark is raised.
  ///
  /// @param number the new one; 0 to leave it as it is
  /// @param present whether there was a mark before, which then has to be there still
  /// @param vouch whether all is written that Kafka had when the life of the primary began
  /// @param known lives of primaries; of any if it has none
  public record Raise(long number, boolean present, boolean vouch, Lineage known) {
    /// As it is, but vouched for.
    public static Raise vouch(Lineage known) {
      return new Raise(0, true, true, known);
    }
  }

  /// Whether what is absent beside this mark does not exist.
  public boolean complete() {
    return number > 0 && vouched;
  }

  /// Reads the marks of the partitions from `first` on.
  ///
  /// @param anchor a shard of the primary that they lie on
  public static CompletionStage<List<PlannedMark>> look(
      RedisClusterAsyncCommands<byte[], byte[]> redis, int anchor, int first, int partitions) {
    byte[][] keys = new byte[2 * partitions][];
    for (int i = 0; i < partitions; i++) {
      keys[2 * i] = Keyspace.planned(anchor, first + i);
      keys[2 * i + 1] = Keyspace.plannedLife(anchor, first + i);
    }
    return LOOK.<List<Object>>call(redis, keys)
        .thenApply(
            answer -> {
              List<PlannedMark> marks = new ArrayList<>(partitions);
              for (int i = 0; i < partitions; i++) {
                marks.add(
                    new PlannedMark(
                        PlannedMarks.number((byte[]) answer.get(2 * i)),
                        answer.get(2 * i + 1).equals(1L)));
              }
              return marks;
            });
  }

  /// Raises a mark.
  ///
  /// @param anchor a shard of the primary that it lies on
  public static CompletionStage<Raised> raise(
      RedisClusterAsyncCommands<byte[], byte[]> redis, int anchor, int partition, Raise raise) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(raise.number() == 0 ? NOTHING : PackedIds.pack(raise.number()));
    arguments.add(raise.present() ? YES : NO);
    arguments.add(raise.vouch() ? YES : NO);
    raise
        .known()
        .ids()
        .values()
        .forEach(id -> arguments.add(id.getBytes(StandardCharsets.US_ASCII)));
    byte[][] keys = {Keyspace.planned(anchor, partition), Keyspace.plannedLife(anchor, partition)};
    return RAISE
        .<Long>call(redis, keys, arguments.toArray(byte[][]::new))
        .thenApply(answer -> Raised.values()[Math.toIntExact(answer)]);
  }

  /// Gives partitions that were added the marks of those they come of, and nothing where nothing
  /// is. What they vouch for is not moved by that: a post lies where it lay.
  ///
  /// @param anchor a shard of the primary that they lie on
  /// @param from how many partitions there were
  /// @param partitions how many there are, a multiple
  /// @return how many of those that were added have one now
  public static CompletionStage<Long> copy(
      RedisClusterAsyncCommands<byte[], byte[]> redis, int anchor, int from, int partitions) {
    byte[][] keys = new byte[4 * (partitions - from)][];
    for (int added = from; added < partitions; added++) {
      int at = 4 * (added - from);
      keys[at] = Keyspace.planned(anchor, added % from);
      keys[at + 1] = Keyspace.plannedLife(anchor, added % from);
      keys[at + 2] = Keyspace.planned(anchor, added);
      keys[at + 3] = Keyspace.plannedLife(anchor, added);
    }
    return COPY.call(redis, keys);
  }
}
