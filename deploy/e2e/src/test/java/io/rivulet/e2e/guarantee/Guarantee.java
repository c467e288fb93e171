package io.rivulet.e2e.guarantee;

/// Something that holds whatever happens to the workers.
sealed interface Guarantee
    permits NoLostPost, NoRepeatedPost, NoResurrectedPost, OrderById, NothingHiddenVisible {
  /// Judges all pages of a story. Where requests overlapped, so that nobody can know which came
  /// first, it says nothing.
  Verdict judge(Story story);
}
