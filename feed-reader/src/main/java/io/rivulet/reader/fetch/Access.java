package io.rivulet.reader.fetch;

import io.rivulet.cold.ColdPosts;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;
import java.time.Clock;

/// What every read of the process goes through.
///
/// @param cold where posts are that Redis does not have
/// @param clock tells which mutes have ended
public record Access(
    Redis redis,
    Values values,
    OverlayReader overlay,
    ColdPosts cold,
    ReaderMeters meters,
    Clock clock) {
  /// Of one Redis, which has all posts.
  public static Access of(Redis redis, ReaderMeters meters, Clock clock) {
    return of(redis, ColdPosts.NONE, meters, clock);
  }

  /// Of one Redis.
  public static Access of(Redis redis, ColdPosts cold, ReaderMeters meters, Clock clock) {
    return new Access(redis, new RedisValues(redis), new OverlayReader(redis), cold, meters, clock);
  }
}
