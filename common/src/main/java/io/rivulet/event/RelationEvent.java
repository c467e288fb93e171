package io.rivulet.event;

import java.time.Instant;

/// What one account did towards another: a record of `feed.relations.v1`, keyed by the target.
///
/// Further relations (block, mute, hidden boosts) are further records of this interface with the
/// same two roles, so that whoever routes by [#viewer()] and [#target()] need not know them.
public sealed interface RelationEvent extends Event permits Followed, Unfollowed {

  /// Who acted, and whose view of things changes.
  long viewer();

  /// Whom it is about.
  long target();

  Instant at();

  @Override
  default long key() {
    return target();
  }
}
