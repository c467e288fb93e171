package io.rivulet.fanout.deliver;

import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.nio.ByteBuffer;

/// What a viewer is to a target, as [RelationStore] keeps it: version (8 bytes), partition (4),
/// relation (9), 1 if pulled.
///
/// @param version highest offset of feed.relations.v1 applied to the pair, of changes and crossings
/// @param partition of feed.relations.v1
/// @param pulled whether the target's entries are not delivered to the viewer
record OwnSide(long version, int partition, Relation relation, boolean pulled) {
  private static final int SIZE = Long.BYTES + Integer.BYTES + Relation.SIZE + 1;

  /// Whether the target's entries are delivered to the viewer.
  boolean pushed() {
    return relation.following() && !pulled;
  }

  /// Adds the pair to the viewer's relations. A crossing counts as applied too: of one partition
  /// the plan stage forwards what concerns a viewer in the order of offsets, and a crossing after
  /// all that it had planned.
  RelationsBuilder addTo(RelationsBuilder relations, long target) {
    return relations.set(target, relation, pulled).applied(partition, version);
  }

  byte[] encode() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE).putLong(version).putInt(partition);
    relation.encode(bytes);
    return bytes.put((byte) (pulled ? 1 : 0)).array();
  }

  static OwnSide decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new OwnSide(bytes.getLong(), bytes.getInt(), Relation.decode(bytes), bytes.get() == 1);
  }
}
