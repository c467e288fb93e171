package io.rivulet.fanout.plan;

import io.rivulet.fanout.delivery.Delivery;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What may be handed on once Redis has acknowledged what it rests on.
///
/// @param acknowledged of all writes to Redis; with false if the author timeline was not there and
///   has to be restored first
/// @param author whose timeline that is
/// @param deliveries by partition of feed.deliveries.v1
record Planned(CompletableFuture<Boolean> acknowledged, long author, List<Addressed> deliveries) {

  /// A delivery and its partition.
  record Addressed(int partition, Delivery delivery) {}

  /// Timelines that entries go to.
  long recipients() {
    long recipients = 0;
    for (Addressed addressed : deliveries) {
      if (addressed.delivery() instanceof Delivery.Entry entry) {
        recipients += entry.recipients().size();
      }
    }
    return recipients;
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
