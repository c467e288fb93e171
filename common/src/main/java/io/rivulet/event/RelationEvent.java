package io.rivulet.event;

import java.time.Instant;

/// What one account did towards another: a record of `feed.relations.v1`, keyed by the target. What
/// a pair of accounts is to each other follows from its records in their order, see
/// [io.rivulet.relations.Relation].
///
/// Whoever routes by [#viewer()] and [#target()] need not know the kinds.
public sealed interface RelationEvent extends Event
    permits Followed,
        Unfollowed,
        FollowRequested,
        FollowAccepted,
        FollowRejected,
        Blocked,
        Unblocked,
        Muted,
        Unmuted {

  /// Whose view of things changes: who follows, blocks, mutes, or asked to follow.
  long viewer();

  /// Whom it is about.
  long target();

  Instant at();

  @Override
  default long key() {
    return target();
  }

  /// The bounds all of them have.
  static void check(long viewer, long target, Instant at) {
    Check.id("viewer", viewer);
    Check.id("target", target);
    Check.different("target", target, viewer, "an account other than the viewer");
    Check.instant("at", at);
  }
}
