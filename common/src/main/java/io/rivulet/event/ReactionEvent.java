package io.rivulet.event;

import java.time.Instant;

/// An account reacted to a post, or took a reaction back. Of one account, post and reaction the
/// last record counts; one that changes nothing means nothing.
public sealed interface ReactionEvent extends ActEvent permits Reacted, Unreacted {

  Reaction reaction();

  /// The post, never a boost of it.
  PostRef post();

  Instant at();

  /// The bounds both have.
  static void check(long account, Reaction reaction, Instant at) {
    Check.id("account", account);
    Check.instant("at", at);
    if (reaction.post()) {
      throw new InvalidEventException(
          "reaction", "one of like, bookmark, pin", InvalidEventException.quote(reaction.json()));
    }
  }
}
