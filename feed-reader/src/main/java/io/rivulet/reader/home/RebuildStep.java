package io.rivulet.reader.home;

import io.rivulet.reader.merge.Cut;
import io.rivulet.reader.merge.Gathering;

/// Where a rebuild stands. [HomeRebuild#next] takes one step, which talks to Redis once; between
/// two steps anything may happen there, and a rebuild may end at any of them without harm. Tests
/// take the steps one by one among those of others.
sealed interface RebuildStep {
  /// A rebuild that has something left to do.
  sealed interface Pending extends RebuildStep {
    long viewer();

    /// Counts from 1; a rebuild that was overtaken starts again.
    int attempt();
  }

  /// To claim the timeline, so that deliveries are added from now on.
  record Begin(long viewer, int attempt) implements Pending {}

  /// To read whom the viewer follows.
  record ReadRelations(long viewer, int attempt, long nonce) implements Pending {}

  /// To read the next author timelines.
  ///
  /// @param gathering goes on with each step
  record ReadAuthors(long viewer, int attempt, long nonce, Gathering gathering)
      implements Pending {}

  /// To merge what was read into what was delivered meanwhile.
  record Merge(long viewer, int attempt, long nonce, Cut cut) implements Pending {}

  /// Nothing is left to do.
  record Finished(Outcome outcome) implements RebuildStep {}

  /// How a rebuild ended.
  enum Outcome {
    /// The timeline is complete now.
    REBUILT,
    /// Somebody else had completed it before.
    FOUND,
    /// Somebody else is rebuilding it.
    UNDER_WAY,
    /// It was dropped or expired in each attempt.
    OVERTAKEN
  }
}
