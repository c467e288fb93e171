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
import io.rivulet.reader.merge.IdCollector;
import io.rivulet.reader.page.Window;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
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
  private final int batch;

  /// @param batch author timelines read in one step
  HomeRebuild(
      Access access,
      Snapshots snapshots,
      AuthorTimelines timelines,
      HomeSettings settings,
      int batch) {
    this.access = access;
    this.snapshots = snapshots;
    this.timelines = timelines;
    this.settings = settings;
    this.batch = batch;
  }

  /// Takes all steps.
  ///
  /// @throws NotYetException if something is not known. The timeline stays as begun until the
  ///   rebuild's patience ends, and is not served
  Outcome run(long viewer) {
    RebuildStep step = begin(viewer);
    while (step instanceof Pending pending) {
      step = next(pending);
    }
    Outcome outcome = ((Finished) step).outcome();
    access.meters().rebuild(outcome);
    return outcome;
  }

  Pending begin(long viewer) {
    return new Begin(viewer, 1);
  }

  /// Takes one step.
  ///
  /// @throws NotYetException if something is not known; the same step can be taken again
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
    PackedIds authors = Authors.of(step.viewer(), snapshots.relations(step.viewer()));
    return new ReadAuthors(
        step.viewer(),
        step.attempt(),
        step.nonce(),
        authors,
        0,
        new IdCollector(Window.ALL, limits().kept() + 1));
  }

  private RebuildStep readAuthors(ReadAuthors step) {
    int to = Math.min(step.read() + batch, step.authors().size());
    timelines.recent(step.authors(), step.read(), to).forEach(step.collected()::add);
    return to < step.authors().size()
        ? new ReadAuthors(
            step.viewer(), step.attempt(), step.nonce(), step.authors(), to, step.collected())
        : new Merge(
            step.viewer(),
            step.attempt(),
            step.nonce(),
            Cut.of(step.collected().ascending(), limits().kept(), 0));
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
