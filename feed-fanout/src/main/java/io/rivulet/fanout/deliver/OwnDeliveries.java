package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.MalformedDeliveryException;
import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.keyspace.Shards;
import java.util.List;

/// Refuses a record that concerns accounts or posts of another deliveries partition, before any of
/// it is applied: this task does not own their shards, so it could write none of it, and would come
/// to a stop, now or when what waits is written.
final class OwnDeliveries {
  private final int partition;
  private final int partitions;

  OwnDeliveries(int partition, int partitions) {
    this.partition = partition;
    this.partitions = partitions;
  }

  /// The same deliveries.
  ///
  /// @throws MalformedDeliveryException if one of them is another partition's
  List<Delivery> require(List<Delivery> deliveries) {
    deliveries.forEach(this::require);
    return deliveries;
  }

  private void require(Delivery delivery) {
    switch (delivery) {
      case Delivery.Entry(_, Recipients recipients) -> require(recipients);
      case Delivery.Crossing crossing -> require(crossing.recipients());
      case Delivery.Posted(_, _, Recipients recipients) -> require(recipients);
      case Delivery.Relation change -> require(change.viewer());
      case Delivery.Inverse change -> require(change.account());
      case Delivery.AccountOpened(long account) -> require(account);
      case Delivery.Counted change -> require(change.post());
      case Delivery.Reacted change -> require(change.viewer());
      case Delivery.Noticed change -> require(change.account());
      case Delivery.Edited edit -> require(edit.post());
    }
  }

  private void require(Recipients recipients) {
    recipients.forEach(this::requireShard);
  }

  private void require(long id) {
    requireShard(Shards.of(id), id);
  }

  private void requireShard(int shard, long id) {
    if (Shards.partition(shard, partitions) != partition) {
      throw new MalformedDeliveryException(
          "an id: expected one of deliveries partition %d of %d, found %d"
              .formatted(partition, partitions, id));
    }
  }
}
