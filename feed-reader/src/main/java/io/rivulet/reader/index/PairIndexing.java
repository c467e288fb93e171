package io.rivulet.reader.index;

import io.rivulet.event.Muted;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unmuted;
import io.rivulet.relations.Relation;
import java.io.IOException;

/// What a record of `feed.relations.v1` makes of a pair of accounts. Of pairs only followers are
/// searched for; requests and blocks are kept since they decide what a later record means.
final class PairIndexing {
  private final Changes changes;

  PairIndexing(Changes changes) {
    this.changes = changes;
  }

  void apply(RelationEvent event, long offset) throws IOException {
    // No following begins or ends by them.
    if (event instanceof Muted || event instanceof Unmuted) {
      return;
    }
    long viewer = event.viewer();
    long target = event.target();
    String key = Fields.pair(viewer, target);
    byte[] state = changes.state(key);
    PairState before = state == null ? PairState.NONE : PairState.decode(state);
    Relation relation = before.relation().after(event);
    if (relation.equals(before.relation())) {
      return;
    }
    if (relation.following() != before.relation().following()) {
      changes.rank(target);
    }
    if (relation.equals(Relation.NONE)) {
      changes.delete(key);
      return;
    }
    PairState after = new PairState(since(before, relation, offset), relation);
    byte[] encoded = after.encode();
    changes.put(key, encoded, Documents.of(viewer, target, after, encoded));
  }

  private static long since(PairState before, Relation relation, long offset) {
    if (!relation.following()) {
      return 0;
    }
    return before.relation().following() ? before.since() : offset + 1;
  }
}
