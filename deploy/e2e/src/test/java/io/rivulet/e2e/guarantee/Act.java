package io.rivulet.e2e.guarantee;

/// What an account did over HTTP, and was told that it is done. What was refused is no act.
sealed interface Act {
  long actor();

  Span at();

  /// A post or a boost.
  record Published(Entry entry, Span at) implements Act {
    @Override
    public long actor() {
      return entry.author();
    }
  }

  /// The end of an entry of the actor's own.
  record Deleted(long actor, long id, Span at) implements Act {}

  /// What the target is to the actor from now on.
  record Related(long actor, long target, Deed deed, Span at) implements Act {}
}
