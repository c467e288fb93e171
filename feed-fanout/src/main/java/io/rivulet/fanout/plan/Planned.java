package io.rivulet.fanout.plan;

import io.rivulet.fanout.delivery.AuthorSize;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.Recipients;
import io.rivulet.live.LiveEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What may be handed on once Redis has acknowledged what it rests on.
///
/// @param acknowledged of all writes to Redis; with false if the author timeline was not there and
///   has to be restored first
/// @param author whose timeline that is
/// @param deliveries by partition of feed.deliveries.v1
/// @param entry a post that was published by it, 0 if none was
/// @param news that whoever listens to the author, or to everybody, may want to know
record Planned(
    CompletableFuture<Boolean> acknowledged,
    long author,
    List<Addressed> deliveries,
    long entry,
    List<LiveEvent> news) {
  Planned(CompletableFuture<Boolean> acknowledged, long author, List<Addressed> deliveries) {
    this(acknowledged, author, deliveries, 0, List.of());
  }

  Planned withEntry(long post) {
    return new Planned(acknowledged, author, deliveries, post, news);
  }

  Planned withNews(List<LiveEvent> events) {
    return new Planned(acknowledged, author, deliveries, entry, events);
  }

  /// A delivery and its partition.
  ///
  /// @param size of the author whose entry it is
  record Addressed(int partition, Delivery delivery, AuthorSize size) {
    Addressed(int partition, Delivery delivery) {
      this(partition, delivery, AuthorSize.SMALL);
    }
  }

  /// Accounts that deliveries are for, those of entries, crossings and notices of posts.
  long recipients() {
    long recipients = 0;
    for (Addressed addressed : deliveries) {
      recipients += recipients(addressed.delivery());
    }
    return recipients;
  }

  static int recipients(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Entry(_, Recipients recipients) -> recipients.size();
      case Delivery.Crossing crossing -> crossing.recipients().size();
      case Delivery.Posted posted -> posted.recipients().size();
      case Delivery.Relation _,
          Delivery.Inverse _,
          Delivery.AccountOpened _,
          Delivery.Counted _,
          Delivery.Reacted _,
          Delivery.Noticed _,
          Delivery.Edited _ ->
          0;
    };
  }

  /// Rests on nothing in Redis.
  static Planned of(List<Addressed> deliveries) {
    return new Planned(CompletableFuture.completedFuture(true), 0, deliveries);
  }

  /// Nothing follows from the record.
  static Planned nothing() {
    return of(List.of());
  }

  static Planned after(CompletableFuture<?> acknowledged, List<Addressed> deliveries) {
    return new Planned(acknowledged.thenApply(_ -> true), 0, deliveries);
  }
}
