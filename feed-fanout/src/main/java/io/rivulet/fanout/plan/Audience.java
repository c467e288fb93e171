package io.rivulet.fanout.plan;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.RecipientsBuilder;
import io.rivulet.keyspace.Shards;
import java.util.ArrayList;
import java.util.List;

/// Turns followers into deliveries: one record for each partition that has some of them, and more
/// where they are many, so that no record is large and a large author's work spreads.
final class Audience {
  /// Recipients a record carries at most: some 20 KB, a hundred calls to Redis.
  static final int RECIPIENTS_PER_RECORD = 4_096;

  /// The deliveries of an entry.
  ///
  /// @param recipients accounts it goes to, all deliveries together
  record Reach(List<Planned.Addressed> deliveries, long recipients) {}

  private final RecipientsBuilder[] byPartition;
  private final FollowerTable followers;

  Audience(FollowerTable followers, int partitions) {
    this.followers = followers;
    byPartition = new RecipientsBuilder[partitions];
    for (int i = 0; i < partitions; i++) {
      byPartition[i] = new RecipientsBuilder();
    }
  }

  /// The deliveries of an entry to the followers of its author and to the author.
  Reach of(long author, long id) {
    List<Planned.Addressed> deliveries = new ArrayList<>();
    long[] recipients = {1};
    followers.forEach(
        author,
        (shard, follower) -> {
          recipients[0]++;
          add(deliveries, id, shard, follower);
        });
    add(deliveries, id, Shards.of(author), author);
    for (int partition = 0; partition < byPartition.length; partition++) {
      if (byPartition[partition].size() > 0) {
        flush(deliveries, id, partition);
      }
    }
    return new Reach(deliveries, recipients[0]);
  }

  private void add(List<Planned.Addressed> deliveries, long id, int shard, long account) {
    int partition = Shards.partition(shard, byPartition.length);
    byPartition[partition].add(shard, account);
    if (byPartition[partition].size() == RECIPIENTS_PER_RECORD) {
      flush(deliveries, id, partition);
    }
  }

  private void flush(List<Planned.Addressed> deliveries, long id, int partition) {
    deliveries.add(
        new Planned.Addressed(partition, new Delivery.Entry(id, byPartition[partition].build())));
  }

  /// The partition that carries what concerns an account.
  int partitionOf(long account) {
    return Shards.partition(Shards.of(account), byPartition.length);
  }
}
