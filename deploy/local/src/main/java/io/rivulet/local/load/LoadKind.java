package io.rivulet.local.load;

/// What a load has a number of.
public enum LoadKind {
  /// Posts and answers.
  POST,
  /// Follows and unfollows.
  FOLLOW,
  /// Deletes of posts, and boosts taken back.
  DELETE,
  BOOST,
  /// Blocks and unblocks.
  BLOCK,
  /// Mutes and unmutes.
  MUTE,
  EDIT,
  /// First pages of home timelines. A change of what somebody follows drops his timeline, and only
  /// a read makes it anew; so without reads hardly anything is pushed.
  READ
}
