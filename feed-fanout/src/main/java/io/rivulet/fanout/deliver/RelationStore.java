package io.rivulet.fanout.deliver;

import io.rivulet.fanout.chunk.ChunkTable;
import io.rivulet.fanout.chunk.Held;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.keyspace.Shards;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The relations of the viewers of a deliveries partition: what Redis is filled from again.
///
/// | key | value |
/// |---|---|
/// | `o` viewer (8), target (8) | chunk of targets and what the viewer is to each, [OwnSide] |
/// | `i` account (8), other (8) | what the other is to the account, [InverseSide] |
/// | `a` | the offset up to which Redis has acknowledged all |
///
/// Whoever exists has a first chunk, perhaps an empty one.
///
/// The end of a relation is kept, with its version, so that an older event that comes once more
/// finds that it is older. Whole relations of viewers lately changed are held in memory.
final class RelationStore {
  static final String NAME = "following";

  /// What became of a change.
  enum Outcome {
    /// A newer one of the same pair was applied before.
    IGNORED,
    APPLIED,
    /// Applied, and the home timeline has to go.
    DROPS
  }

  /// Bytes of relations to nobody.
  private static final int ALONE = 120;

  private static final Bytes APPLIED = Bytes.wrap(new byte[] {'a'});

  /// Bytes of a chunk at most, some 60 targets.
  private static final int CHUNK = 512;

  private final KeyValueStore<Bytes, byte[]> store;
  private final ChunkTable own;
  private final Held<Relations> held =
      new Held<>(relations -> ALONE + relations.size() * Long.BYTES);

  RelationStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    this.own = new ChunkTable(store, 'o', OwnSide::end, CHUNK);
  }

  /// Notes that an account exists.
  void open(long account) {
    own.open(account);
  }

  /// Applies a change unless a newer one of the same pair was applied.
  ///
  /// One with the same version is applied again: it has come twice, and what was delivered in
  /// between may have passed the viewer by, so that his timeline has to be dropped once more. See
  /// RATIONALE.md for why no other change has to.
  Outcome apply(Delivery.Relation change) {
    OwnSide before = own(change.viewer(), change.target());
    if (before != null && before.version() > change.version()) {
      return Outcome.IGNORED;
    }
    OwnSide after = OwnSide.after(before, change);
    put(change.viewer(), change.target(), after);
    boolean begins = after.pushed() && (before == null || !before.pushed());
    boolean comesAgain = after.pushed() && before != null && before.version() == after.version();
    boolean ends = before != null && before.relation().following() && !after.relation().following();
    return begins || comesAgain || ends ? Outcome.DROPS : Outcome.APPLIED;
  }

  private @Nullable OwnSide own(long viewer, long target) {
    byte[] side = own.get(viewer, target);
    return side == null ? null : OwnSide.decode(side, 0);
  }

  private void put(long viewer, long target, OwnSide side) {
    own.put(viewer, target, side.encode());
    patch(viewer, relations -> side.addTo(relations, target));
  }

  /// Applies what somebody else is to an account. Nothing is delivered for it, so no timeline is
  /// dropped.
  Outcome apply(Delivery.Inverse change) {
    Bytes key = inverseKey(change.account(), change.other());
    byte[] before = store.get(key);
    if (before != null && InverseSide.decode(before).version() > change.version()) {
      return Outcome.IGNORED;
    }
    InverseSide side = new InverseSide(change.version(), change.blockedBy(), change.requestedBy());
    store.put(key, side.encode());
    patch(change.account(), relations -> side.addTo(relations, change.other()));
    return Outcome.APPLIED;
  }

  /// Applies the crossing of an author to one of his followers, if that is what the viewer still
  /// is. Back to push it drops the timeline, which lacks what was not pushed.
  Outcome cross(long viewer, Delivery.Crossing crossing) {
    OwnSide before = own(viewer, crossing.author());
    if (before == null
        || !before.relation().following()
        || Math.max(before.version(), before.crossed()) > crossing.version()) {
      return Outcome.IGNORED;
    }
    put(viewer, crossing.author(), before.after(crossing));
    return crossing.pulled() ? Outcome.APPLIED : Outcome.DROPS;
  }

  private void patch(long viewer, UnaryOperator<RelationsBuilder> change) {
    held.patch(viewer, relations -> change.apply(new RelationsBuilder(relations)).build(0));
  }

  /// All relations of a viewer.
  ///
  /// @param version see [Relations]
  Relations relations(long viewer, long version) {
    return held.get(viewer, this::scan).at(version);
  }

  private Relations scan(long viewer) {
    RelationsBuilder relations = new RelationsBuilder();
    own.forEach(viewer, (target, bytes, at) -> OwnSide.decode(bytes, at).addTo(relations, target));
    try (KeyValueIterator<Bytes, byte[]> sides =
        store.range(inverseKey(viewer, 1), inverseKey(viewer, Long.MAX_VALUE))) {
      while (sides.hasNext()) {
        KeyValue<Bytes, byte[]> side = sides.next();
        InverseSide.decode(side.value).addTo(relations, other(side.key));
      }
    }
    return relations.build(0);
  }

  /// All viewers of some shards.
  Set<Long> viewers(Set<Integer> shards) {
    Set<Long> viewers = new TreeSet<>();
    own.owners(viewer -> addIf(shards, viewer, viewers));
    try (KeyValueIterator<Bytes, byte[]> sides =
        store.range(inverseKey(0, 0), inverseKey(Long.MAX_VALUE, Long.MAX_VALUE))) {
      while (sides.hasNext()) {
        addIf(shards, account(sides.next().key), viewers);
      }
    }
    return viewers;
  }

  /// The offset up to which Redis had acknowledged all, or -1.
  long applied() {
    byte @Nullable [] value = store.get(APPLIED);
    return value == null ? -1 : ByteBuffer.wrap(value).getLong();
  }

  void applied(long offset) {
    store.put(APPLIED, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
  }

  private static void addIf(Set<Integer> shards, long viewer, Set<Long> viewers) {
    if (shards.contains(Shards.of(viewer))) {
      viewers.add(viewer);
    }
  }

  private static Bytes inverseKey(long account, long other) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + 2 * Long.BYTES)
            .put((byte) 'i')
            .putLong(account)
            .putLong(other)
            .array());
  }

  private static long account(Bytes inverseKey) {
    return ByteBuffer.wrap(inverseKey.get()).getLong(1);
  }

  private static long other(Bytes inverseKey) {
    return ByteBuffer.wrap(inverseKey.get()).getLong(1 + Long.BYTES);
  }
}
