package io.rivulet.fanout.deliver;

import io.rivulet.relations.Relate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one shard, merged by timeline and by viewer. Guarded by its [Lane].
///
/// An add and a change of relations need no order between them: a change that asks for entries of
/// an author drops the timeline, and what rebuilds it reads author timelines, in which the entry is
/// already. Of a viewer's relations only the newest matter.
final class ShardQueue {
  /// Ids that wait for one timeline, in the order they came.
  private static final class Ids {
    private long[] ids = new long[1];
    private int size;

    void add(long id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }

    long[] ascending() {
      long[] all = Arrays.copyOf(ids, size);
      if (size == 1) {
        return all;
      }
      return Arrays.stream(all).sorted().distinct().toArray();
    }
  }

  /// Takes what is written next.
  interface AddSink {
    void add(long viewer, long[] ascendingIds);
  }

  final int shard;
  byte[] epoch = new byte[0];
  boolean busy;
  boolean ready;

  /// Timestamp of the oldest record that waits or is under way.
  long oldest = Long.MAX_VALUE;

  private final Map<Long, Ids> adds = new LinkedHashMap<>();
  private final Map<Long, Relate.Change> relations = new HashMap<>();

  ShardQueue(int shard) {
    this.shard = shard;
  }

  /// Has an id wait for a timeline.
  ///
  /// @return whether the timeline did not wait for anything before
  boolean add(long viewer, long id) {
    Ids waiting = adds.get(viewer);
    boolean first = waiting == null;
    if (waiting == null) {
      waiting = new Ids();
      adds.put(viewer, waiting);
    }
    waiting.add(id);
    return first;
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

  boolean hasRelations() {
    return !relations.isEmpty();
  }

  boolean isEmpty() {
    return adds.isEmpty() && relations.isEmpty();
  }

  /// Moves up to `limit` timelines to the sink, the longest waiting first.
  int takeAdds(int limit, AddSink sink) {
    int taken = 0;
    Iterator<Map.Entry<Long, Ids>> waiting = adds.entrySet().iterator();
    while (taken < limit && waiting.hasNext()) {
      Map.Entry<Long, Ids> next = waiting.next();
      sink.add(next.getKey(), next.getValue().ascending());
      waiting.remove();
      taken++;
    }
    return taken;
  }

  int takeRelations(int limit, Consumer<Relate.Change> sink) {
    int taken = 0;
    Iterator<Relate.Change> waiting = relations.values().iterator();
    while (taken < limit && waiting.hasNext()) {
      sink.accept(waiting.next());
      waiting.remove();
      taken++;
    }
    return taken;
  }

  void clear() {
    adds.clear();
    relations.clear();
  }
}
