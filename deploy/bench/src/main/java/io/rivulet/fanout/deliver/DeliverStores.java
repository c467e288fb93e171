package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.relations.Relation;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Fills the store of the deliver stage by its own table.
public final class DeliverStores {
  private final RelationStore relations;

  /// Of a partition.
  public DeliverStores(KeyValueStore<Bytes, byte[]> following) {
    this.relations = new RelationStore(following);
  }

  /// Applies a follow.
  ///
  /// @param partition of feed.relations.v1
  /// @param version offset there
  public void follow(long viewer, long target, int partition, long version) {
    var _ =
        relations.apply(
            new Delivery.Relation(viewer, target, Relation.FOLLOWING, false, partition, version));
  }
}
