package io.rivulet.fanout.deliver;

import io.rivulet.relations.Relate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one shard, merged by timeline and by viewer. Guarded by its [Lane].
///
/// An add and a change of relations need no order between them: a change that asks for entries of
/// an author drops the timeline, and what rebuilds it reads author timelines, in which the entry is
/// already. Of a viewer's relations only the newest matter.
final class ShardQueue {
  final int shard;
  byte[] epoch = new byte[0];
  boolean busy;
  boolean ready;

  /// Timestamp of the oldest record that waits or is under way.
  long oldest = Long.MAX_VALUE;

  private final WaitingEntries adds = new WaitingEntries();
  private final Map<Long, Relate.Change> relations = new HashMap<>();

  ShardQueue(int shard) {
    this.shard = shard;
  }

  /// Has an id wait for a timeline.
  ///
  /// @return whether the timeline did not wait for anything before
  boolean add(long viewer, long id) {
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

  boolean hasRelations() {
    return !relations.isEmpty();
  }

  boolean isEmpty() {
    return adds.size() == 0 && relations.isEmpty();
  }

  /// Moves up to `limit` timelines to the sink, the longest waiting first.
  int takeAdds(int limit, WaitingEntries.Sink sink) {
    return adds.take(limit, sink);
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
