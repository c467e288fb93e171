package io.rivulet.fanout.deliver;

import io.rivulet.fanout.chunk.Varint;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a viewer is to a target, as [RelationStore] keeps it: flags (1 byte: 1 following, 2
/// requested, 4 hides boosts, 8 blocking, 16 pulled, 32 crossed, 64 muted, 128 notified),
/// partition, version, then crossed and the end of the mute if there is one, all of them [Varint]s.
/// Most sides are plain following, 5 bytes.
///
/// The two versions must not be one. After a crash the plan stage may tell of a crossing before it
/// tells once more of relations with lower offsets; these still have to be applied.
///
/// @param version offset of feed.relations.v1 of the last change applied to the pair
/// @param crossed highest offset planned when the target's last crossing was told, 0 if none was
/// @param partition of feed.relations.v1
/// @param pulled whether the target's entries are not delivered to the viewer
record OwnSide(long version, long crossed, int partition, Relation relation, boolean pulled) {
  private static final int FOLLOWING = 1;
  private static final int REQUESTED = 2;
  private static final int HIDES_BOOSTS = 4;
  private static final int BLOCKING = 8;
  private static final int PULLED = 16;
  private static final int CROSSED = 32;
  private static final int MUTED = 64;
  private static final int NOTIFIED = 128;
  private static final int MOST = 1 + 4 * Varint.MAX;

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
    ByteBuffer bytes = ByteBuffer.allocate(MOST);
    bytes.put((byte) flags());
    Varint.put(bytes, partition);
    Varint.put(bytes, version);
    if (crossed != 0) {
      Varint.put(bytes, crossed);
    }
    if (relation.mutedUntil() != 0) {
      Varint.put(bytes, relation.mutedUntil());
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private int flags() {
    return (relation.following() ? FOLLOWING : 0)
        | (relation.requested() ? REQUESTED : 0)
        | (relation.hidesBoosts() ? HIDES_BOOSTS : 0)
        | (relation.blocking() ? BLOCKING : 0)
        | (relation.notified() ? NOTIFIED : 0)
        | (pulled ? PULLED : 0)
        | (crossed != 0 ? CROSSED : 0)
        | (relation.mutedUntil() != 0 ? MUTED : 0);
  }

  static OwnSide decode(byte[] value, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(value, at, value.length - at);
    int flags = bytes.get();
    int partition = (int) Varint.get(bytes);
    long version = Varint.get(bytes);
    long crossed = has(flags, CROSSED) ? Varint.get(bytes) : 0;
    long mutedUntil = has(flags, MUTED) ? Varint.get(bytes) : 0;
    Relation relation =
        new Relation(
            has(flags, FOLLOWING),
            has(flags, REQUESTED),
            has(flags, HIDES_BOOSTS),
            has(flags, NOTIFIED),
            has(flags, BLOCKING),
            mutedUntil);
    return new OwnSide(version, crossed, partition, relation, has(flags, PULLED));
  }

  /// Where one ends that begins at a place.
  static int end(byte[] bytes, int at) {
    int flags = bytes[at];
    int numbers = 2 + (has(flags, CROSSED) ? 1 : 0) + (has(flags, MUTED) ? 1 : 0);
    int end = at + 1;
    for (int i = 0; i < numbers; i++) {
      end = Varint.end(bytes, end);
    }
    return end;
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
