package io.rivulet.ingest.known;

import io.rivulet.event.RelationEvent;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.relations.Relationship;
import java.time.Instant;

/// Two accounts, and what each is to the other.
///
/// @param viewer the one who asks
/// @param own what the viewer is to the target
/// @param inverse what the target is to the viewer
public record Pair(long viewer, long target, Relation own, Relation inverse) {

  /// Whether one blocks the other.
  public boolean apart() {
    return own.blocking() || inverse.blocking();
  }

  /// What they are to each other after one more record of one of both sides.
  public Pair after(RelationEvent event) {
    return event.viewer() == viewer
        ? new Pair(viewer, target, own.after(event), inverse)
        : new Pair(viewer, target, own, inverse.after(event));
  }

  /// The side that a record is about.
  public Relation side(RelationEvent event) {
    return event.viewer() == viewer ? own : inverse;
  }

  /// What the viewer is told.
  public Relationship relationship(Instant now) {
    Relations seen =
        new RelationsBuilder().setInverse(target, inverse.blocking(), inverse.requested()).build(0);
    return Relationship.of(target, own, seen, inverse.following(), now.toEpochMilli());
  }
}
