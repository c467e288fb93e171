package io.rivulet.audit.model;

/// What decides whether an entry is in a home timeline, in the order of asking.
public enum Rule {
  /// Nothing was ever published under this id.
  NOT_PUBLISHED,
  /// The entry, or the post it boosts, is deleted.
  DELETED,
  /// The author is neither the viewer nor followed.
  NOT_FOLLOWED,
  /// The author has published more than is kept since.
  NOT_RECENT,
  /// The viewer's own entry, or an answer to him: always shown.
  OWN,
  /// For followers or for those mentioned, of whom the viewer is none.
  VISIBILITY,
  /// Somebody who wrote, is boosted or is mentioned is blocked by the viewer or blocks him.
  BLOCK,
  /// Who wrote or is boosted is muted.
  MUTE,
  /// A boost, and the viewer hides boosts of who boosted.
  BOOSTS_HIDDEN,
  /// It answers somebody who is neither the viewer nor followed.
  REPLY,
  /// One of the 80 next-older shown entries shows the same post.
  REPEATED_BOOST,
  /// Nothing hides it.
  SHOWN
}
