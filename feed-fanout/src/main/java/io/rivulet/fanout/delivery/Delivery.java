package io.rivulet.fanout.delivery;

import io.rivulet.event.Reaction;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Applied;

/// A record of `feed.deliveries.v1`, see [DeliveryCodec].
public sealed interface Delivery {

  /// An entry for the home timelines of some accounts that all lie in one deliveries partition.
  ///
  /// @param id of the post or boost
  record Entry(long id, Recipients recipients) implements Delivery {}

  /// What a viewer is to a target from now on.
  ///
  /// @param pulled whether the target is a large author now, whose entries are not delivered
  /// @param partition of feed.relations.v1 that the pair's records lie in
  /// @param version offset of the change there; of one pair an older one means nothing
  record Relation(
      long viewer,
      long target,
      io.rivulet.relations.Relation relation,
      boolean pulled,
      int partition,
      long version)
      implements Delivery {}

  /// What somebody else is to an account from now on, as far as the account's side has to know it.
  ///
  /// @param version as in [Relation], of the pair other → account
  record Inverse(long account, long other, boolean blockedBy, boolean requestedBy, long version)
      implements Delivery {}

  /// An author became one whose entries are pulled, or ceased to be.
  ///
  /// @param version the highest offset of feed.relations.v1 planned when it was decided: it
  ///   concerns the pairs whose last change is not above it
  /// @param recipients followers, all in one deliveries partition
  record Crossing(long author, boolean pulled, long version, Recipients recipients)
      implements Delivery {}

  /// An account exists, so that its relations are known though there may be none.
  record AccountOpened(long account) implements Delivery {}

  /// A post has one reaction more that everybody is told the number of, or one less.
  ///
  /// @param member what is counted: the account that likes, the boost, the reply
  /// @param actor the account that reacted
  /// @param source of the record it was made from, at `offset`: of one post and source an older one
  ///   means nothing
  record Counted(
      long post,
      Reaction reaction,
      long member,
      long actor,
      boolean on,
      Applied.Source source,
      long offset)
      implements Delivery {}

  /// What a viewer makes of a post from now on.
  ///
  /// @param boost the viewer's boost of the post, 0 if it is about something else
  /// @param source as in [Counted]
  record Reacted(
      long viewer,
      long post,
      Reaction reaction,
      boolean on,
      long boost,
      Applied.Source source,
      long offset)
      implements Delivery {}

  /// An account is told of something, or what it was told of is taken back.
  ///
  /// @param on whether it is; if not, the id of the notice means nothing
  record Noticed(long account, Notice notice, boolean on) implements Delivery {}

  /// A post was published of whose author some accounts want to be told of each post.
  ///
  /// @param recipients all in one deliveries partition
  record Posted(long post, long author, Recipients recipients) implements Delivery {}

  /// A post was edited: who has boosted it is told.
  ///
  /// @param edit id of the notices
  record Edited(long post, long author, long edit) implements Delivery {}
}
