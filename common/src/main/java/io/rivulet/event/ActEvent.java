package io.rivulet.event;

/// What an account does beside publishing and relating: a record of `feed.acts.v1`, keyed by the
/// account.
public sealed interface ActEvent extends Event permits ReactionEvent, KeptEvent {

  long account();

  @Override
  default long key() {
    return account();
  }
}
