package io.rivulet.reader.home;

import io.lettuce.core.RedisCommandExecutionException;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.home.RebuildStep.Begin;
import io.rivulet.reader.home.RebuildStep.Finished;
import io.rivulet.reader.home.RebuildStep.Merge;
import io.rivulet.reader.home.RebuildStep.Outcome;
import io.rivulet.reader.home.RebuildStep.Pending;
import io.rivulet.reader.home.RebuildStep.ReadAuthors;
import io.rivulet.reader.home.RebuildStep.ReadRelations;
import io.rivulet.reader.merge.AuthorTimelines;
import io.rivulet.reader.merge.Cut;
import io.rivulet.reader.merge.Gathering;
import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.page.Window;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Makes a viewer's home timeline in Redis, step by step. Why nothing can be missing from the
/// result is said at [Rebuild].
final class HomeRebuild {
  /// A timeline that is dropped three times while it is rebuilt belongs to somebody who is
  /// following and unfollowing right now: answer from the merge and let the next read try.
  static final int ATTEMPTS = 3;

  private final Access access;
  private final Snapshots snapshots;
  private final AuthorTimelines timelines;
  private final HomeSettings settings;
  private final Reach reach;

  /// @param reach how much of author timelines is read in one step
  HomeRebuild(
      Access access,
      Snapshots snapshots,
      AuthorTimelines timelines,
      HomeSettings settings,
      Reach reach) {
    this.access = access;
    this.snapshots = snapshots;
    this.timelines = timelines;
    this.settings = settings;
    this.reach = reach;
  }

  /// Takes all steps.
  ///
  /// @throws NotYetException if something is not known. The timeline stays as begun until the
  ///   rebuild's patience ends, and is not served
  Outcome run(long viewer) {
    long begun = System.nanoTime();
    RebuildStep step = begin(viewer);
    while (step instanceof Pending pending) {
      step = next(pending);
    }
    Outcome outcome = ((Finished) step).outcome();
    access.meters().rebuild(outcome);
    if (outcome == Outcome.REBUILT) {
      access.meters().rebuilt(Duration.ofNanos(System.nanoTime() - begun));
    }
    return outcome;
  }

  Pending begin(long viewer) {
    return new Begin(viewer, 1);
  }

  /// Takes one step.
  ///
  /// @throws NotYetException if something is not known: begin anew
  RebuildStep next(Pending step) {
    return switch (step) {
      case Begin begin -> claim(begin);
      case ReadRelations read -> readRelations(read);
      case ReadAuthors read -> readAuthors(read);
      case Merge merge -> merge(merge);
    };
  }

  private RebuildStep claim(Begin step) {
    long nonce = ThreadLocalRandom.current().nextLong();
    try {
      return switch (redis()
          .await(
              Rebuild.begin(
                  redis().commands(), step.viewer(), nonce, settings.rebuildPatience()))) {
        case MINE -> new ReadRelations(step.viewer(), step.attempt(), nonce);
        case COMPLETE -> new Finished(Outcome.FOUND);
        case UNDER_WAY -> new Finished(Outcome.UNDER_WAY);
      };
    } catch (RedisCommandExecutionException e) {
      if (String.valueOf(e.getMessage()).startsWith("LOST")) {
        throw new NotYetException(Stored.STATE);
      }
      throw e;
    }
  }

  private RebuildStep readRelations(ReadRelations step) {
    PackedIds authors = Authors.pushed(step.viewer(), snapshots.relations(step.viewer()));
    return new ReadAuthors(
        step.viewer(),
        step.attempt(),
        step.nonce(),
        new Gathering(authors, Window.ALL, limits().kept() + 1, reach));
  }

  private RebuildStep readAuthors(ReadAuthors step) {
    timelines.step(step.gathering(), reach);
    return step.gathering().done()
        ? new Merge(
            step.viewer(),
            step.attempt(),
            step.nonce(),
            Cut.of(step.gathering().ascending(), limits().kept(), 0))
        : step;
  }

  private RebuildStep merge(Merge step) {
    boolean complete =
        redis()
            .await(
                Rebuild.merge(
                    redis().commands(),
                    step.viewer(),
                    step.nonce(),
                    step.cut().floor(),
                    PackedIds.pack(step.cut().ids().toArray()),
                    limits(),
                    settings.timeToLive()));
    if (complete) {
      return new Finished(Outcome.REBUILT);
    }
    return step.attempt() < ATTEMPTS
        ? new Begin(step.viewer(), step.attempt() + 1)
        : new Finished(Outcome.OVERTAKEN);
  }

  private Redis redis() {
    return access.redis();
  }

  private TimelineLimits limits() {
    return timelines.limits();
  }
}
