package io.rivulet.fanout.delivery;

/// A record of `feed.deliveries.v1`, see [DeliveryCodec].
public sealed interface Delivery {

  /// An entry for the home timelines of some accounts that all lie in one deliveries partition.
  ///
  /// @param id of the post or boost
  record Entry(long id, Recipients recipients) implements Delivery {}

  /// Whether a viewer follows a target from now on.
  ///
  /// @param version offset of the change in feed.relations.v1; of one pair an older one means
  ///   nothing
  record Relation(long viewer, long target, boolean following, long version) implements Delivery {}

  /// An account exists, so that its relations are known though there may be none.
  record AccountOpened(long account) implements Delivery {}
}
