package io.rivulet.fanout;

import io.rivulet.redis.Redis;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;

/// Makes home timelines as feed-reader does.
public final class Timelines {
  private Timelines() {}

  /// Creates a home timeline, complete, unless it is there.
  ///
  /// @param ascending what the reading of author timelines found
  public static void open(Redis redis, long viewer, long... ascending) {
    Rebuild.Begun begun =
        redis.await(Rebuild.begin(redis.commands(), viewer, 1, Duration.ofMinutes(1)));
    if (begun == Rebuild.Begun.COMPLETE) {
      return;
    }
    boolean complete =
        redis.await(
            Rebuild.merge(
                redis.commands(),
                viewer,
                1,
                0,
                PackedIds.pack(ascending),
                TimelineLimits.DEFAULT,
                Duration.ofHours(1)));
    if (!complete) {
      throw new AssertionError("the timeline of " + viewer + " could not be made");
    }
  }
}
