package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.relations.Relate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one shard, merged by timeline and by viewer. Guarded by its [Lane].
///
/// An add and a change of relations need no order between them: a change that asks for entries of
/// an author drops the timeline, and what rebuilds it reads author timelines, in which the entry is
/// already. Of a viewer's relations, and of the value of a key, only the newest matter.
final class ShardQueue {
  final int shard;
  byte[] epoch = new byte[0];
  boolean busy;
  boolean ready;

  /// Timestamp of the oldest record that waits or is under way.
  long oldest = Long.MAX_VALUE;

  /// Times of the oldest entries that wait, and of those under way, by [AuthorSize#code()].
  private final long[] waitsSince = new long[AuthorSize.values().length];

  private final long[] underWaySince = new long[AuthorSize.values().length];

  private final WaitingEntries adds = new WaitingEntries();
  private final Map<Long, Relate.Change> relations = new HashMap<>();
  private final Map<Bytes, Put> values = new HashMap<>();

  ShardQueue(int shard) {
    this.shard = shard;
    Arrays.fill(waitsSince, Long.MAX_VALUE);
    Arrays.fill(underWaySince, Long.MAX_VALUE);
  }

  /// Has an id wait for a timeline.
  ///
  /// @param timestamp of its publishing
  /// @return whether the timeline did not wait for anything before
  boolean add(long viewer, long id, long timestamp, AuthorSize size) {
    waitsSince[size.code()] = Math.min(waitsSince[size.code()], timestamp);
    return adds.add(viewer, id);
  }

  /// Has relations wait in place of those that wait already, whose drop they take over.
  ///
  /// @return those, or null if the viewer did not wait for anything
  Relate.@Nullable Change relate(Relate.Change newest) {
    Relate.Change waiting = relations.get(newest.viewer());
    boolean drop = newest.drop() || (waiting != null && waiting.drop());
    relations.put(newest.viewer(), new Relate.Change(newest.viewer(), newest.relations(), drop));
    return waiting;
  }

  /// Has a value wait in place of the one of its key that waits already.
  ///
  /// @return that one, or null if none did
  @Nullable Put put(Put newest) {
    Put waiting = values.get(newest.key());
    values.put(newest.key(), waiting == null ? newest : newest.withEventOf(waiting));
    return waiting;
  }

  /// What waits in a queue, in the order in which it is written.
  enum Kind {
    RELATIONS,
    ENTRIES,
    VALUES
  }

  /// What is to be written next. The queue must not be empty.
  Kind next() {
    if (!relations.isEmpty()) {
      return Kind.RELATIONS;
    }
    return adds.size() > 0 ? Kind.ENTRIES : Kind.VALUES;
  }

  boolean isEmpty() {
    return adds.size() == 0 && relations.isEmpty() && values.isEmpty();
  }

  /// Moves up to `limit` timelines to the sink, the longest waiting first.
  int takeAdds(int limit, WaitingEntries.Sink sink) {
    int taken = adds.take(limit, sink);
    System.arraycopy(waitsSince, 0, underWaySince, 0, waitsSince.length);
    // What is left over may be as old: which ids it are is not looked at.
    if (adds.size() == 0) {
      Arrays.fill(waitsSince, Long.MAX_VALUE);
    }
    return taken;
  }

  /// The entries under way were written.
  ///
  /// @param oldest lowered, by size of their authors, to the time of the oldest
  void wrote(long[] oldest) {
    for (int size = 0; size < oldest.length; size++) {
      oldest[size] = Math.min(oldest[size], underWaySince[size]);
      underWaySince[size] = Long.MAX_VALUE;
    }
  }

  int takeRelations(int limit, Consumer<Relate.Change> sink) {
    return take(relations, limit, sink);
  }

  int takeValues(int limit, Consumer<Put> sink) {
    return take(values, limit, sink);
  }

  private static <T> int take(Map<?, T> waiting, int limit, Consumer<T> sink) {
    int taken = 0;
    Iterator<T> all = waiting.values().iterator();
    while (taken < limit && all.hasNext()) {
      sink.accept(all.next());
      all.remove();
      taken++;
    }
    return taken;
  }

  void clear() {
    Arrays.fill(waitsSince, Long.MAX_VALUE);
    Arrays.fill(underWaySince, Long.MAX_VALUE);
    adds.clear();
    relations.clear();
    values.clear();
  }
}
