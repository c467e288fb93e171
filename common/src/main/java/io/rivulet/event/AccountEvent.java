package io.rivulet.event;

/// What changed about an account: a record of `feed.accounts.v1`, keyed by the account. The topic
/// is compacted, so every record carries everything.
public sealed interface AccountEvent extends Event permits AccountUpdated {

  long id();

  @Override
  default long key() {
    return id();
  }
}
