package io.rivulet.fanout.plan;

import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.fanout.delivery.RecipientsBuilder;
import io.rivulet.keyspace.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/// Turns followers into deliveries: one record for each partition that has some of them, and more
/// where they are many, so that no record is large and a large author's work spreads.
final class Audience {
  /// Recipients a record carries at most: 5 to 10 KB, a dozen calls to Redis.
  static final int RECIPIENTS_PER_RECORD = 1_024;

  /// Of a crossing fewer, as each has his relations written again, some KB.
  static final int RECIPIENTS_PER_CROSSING = 500;

  /// Of a post that is notified of as well, as each has his notices written again, up to 10 KB; two
  /// of these share a record at most.
  static final int RECIPIENTS_PER_NOTICE = 500;

  /// The deliveries of an entry.
  ///
  /// @param recipients accounts it goes to, all deliveries together
  record Reach(List<Planned.Addressed> deliveries, long recipients) {}

  /// Who follows whom. A capacity planner has them of no store.
  interface Followers {
    /// How many an author has.
    int count(long author);

    /// Visits all followers of an author, ascending.
    void forEach(long author, LongConsumer visitor);
  }

  private final RecipientsBuilder[] byPartition;
  private final Followers followers;
  private final NotifiedTable notified;

  Audience(Followers followers, NotifiedTable notified, int partitions) {
    this.followers = followers;
    this.notified = notified;
    byPartition = new RecipientsBuilder[partitions];
    for (int i = 0; i < partitions; i++) {
      byPartition[i] = new RecipientsBuilder();
    }
  }

  /// The deliveries of an entry to its author and, if it is pushed, to the author's followers.
  Reach of(long author, long id, boolean pushed) {
    Deliveries entry =
        new Deliveries(
            RECIPIENTS_PER_RECORD,
            AuthorSize.of(followers.count(author)),
            recipients -> new Delivery.Entry(id, recipients));
    if (pushed) {
      followers.forEach(author, follower -> entry.add(follower, author));
    }
    entry.finish(author);
    return new Reach(entry.end(), entry.recipients);
  }

  /// What the followers of an author are told when he crosses.
  ///
  /// @param version see [Delivery.Crossing]
  List<Planned.Addressed> crossing(long author, boolean pulled, long version) {
    Deliveries crossing =
        new Deliveries(
            RECIPIENTS_PER_CROSSING,
            AuthorSize.SMALL,
            recipients -> new Delivery.Crossing(author, pulled, version, recipients));
    followers.forEach(author, crossing::add);
    return crossing.end();
  }

  /// Notices of a post for those followers who want one of each.
  ///
  /// @param told whether a follower is told of the post another way
  List<Planned.Addressed> notices(long author, long post, LongPredicate told) {
    Deliveries notices =
        new Deliveries(
            RECIPIENTS_PER_NOTICE,
            AuthorSize.SMALL,
            recipients -> new Delivery.Posted(post, author, recipients));
    notified.forEach(
        author,
        follower -> {
          if (!told.test(follower)) {
            notices.add(follower);
          }
        });
    return notices.end();
  }

  /// One kind of deliveries, as it grows.
  private final class Deliveries {
    private final int most;
    private final AuthorSize size;
    private final Function<Recipients, Delivery> delivery;
    private final List<Planned.Addressed> built = new ArrayList<>();
    private long recipients;
    private long last;

    Deliveries(int most, AuthorSize size, Function<Recipients, Delivery> delivery) {
      this.most = most;
      this.size = size;
      this.delivery = delivery;
    }

    /// Adds a follower, and before him the author when his place in the order has come.
    void add(long follower, long author) {
      if (last < author && author < follower) {
        add(author);
      }
      add(follower);
    }

    /// Adds the author unless he had his place.
    void finish(long author) {
      if (last < author) {
        add(author);
      }
    }

    void add(long account) {
      int partition = partitionOf(account);
      last = account;
      recipients++;
      byPartition[partition].add(account);
      if (byPartition[partition].size() == most) {
        flush(partition);
      }
    }

    private void flush(int partition) {
      built.add(
          new Planned.Addressed(partition, delivery.apply(byPartition[partition].build()), size));
    }

    List<Planned.Addressed> end() {
      for (int partition = 0; partition < byPartition.length; partition++) {
        if (byPartition[partition].size() > 0) {
          flush(partition);
        }
      }
      return built;
    }
  }

  /// The partition that carries what concerns an account.
  int partitionOf(long account) {
    return Shards.partition(Shards.of(account), byPartition.length);
  }
}
