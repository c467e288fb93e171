package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a viewer is to a target, as [RelationStore] keeps it: version (8 bytes), crossed (8),
/// partition (4), relation (9), 1 if pulled.
///
/// The two versions must not be one. After a crash the plan stage may tell of a crossing before it
/// tells once more of relations with lower offsets; these still have to be applied.
///
/// @param version offset of feed.relations.v1 of the last change applied to the pair
/// @param crossed highest offset planned when the target's last crossing was told, 0 if none was
/// @param partition of feed.relations.v1
/// @param pulled whether the target's entries are not delivered to the viewer
record OwnSide(long version, long crossed, int partition, Relation relation, boolean pulled) {
  private static final int SIZE = 2 * Long.BYTES + Integer.BYTES + Relation.SIZE + 1;

  /// Whether the target's entries are delivered to the viewer.
  boolean pushed() {
    return relation.following() && !pulled;
  }

  /// The pair after a crossing of the target.
  OwnSide after(Delivery.Crossing crossing) {
    return new OwnSide(version, crossing.version(), partition, relation, crossing.pulled());
  }

  /// The pair after a change, which knows better whether the target is pulled unless a crossing was
  /// told after it.
  static OwnSide after(@Nullable OwnSide before, Delivery.Relation change) {
    boolean older = before != null && before.crossed > change.version();
    return new OwnSide(
        change.version(),
        before == null ? 0 : before.crossed,
        change.partition(),
        change.relation(),
        (before != null && older) ? before.pulled : change.pulled());
  }

  /// Adds the pair to the viewer's relations. A crossing does not count as applied: it says nothing
  /// of the viewer's changes.
  RelationsBuilder addTo(RelationsBuilder relations, long target) {
    return relations.set(target, relation, pulled).applied(partition, version);
  }

  byte[] encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(SIZE).putLong(version).putLong(crossed).putInt(partition);
    relation.encode(bytes);
    return bytes.put((byte) (pulled ? 1 : 0)).array();
  }

  static OwnSide decode(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    return new OwnSide(
        bytes.getLong(), bytes.getLong(), bytes.getInt(), Relation.decode(bytes), bytes.get() == 1);
  }
}
