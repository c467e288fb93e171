package io.rivulet.reader.fetch;

import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;
import java.time.Clock;

/// What every read of the process goes through.
///
/// @param clock tells which mutes have ended
public record Access(
    Redis redis, Values values, OverlayReader overlay, ReaderMeters meters, Clock clock) {
  /// Of one Redis.
  public static Access of(Redis redis, ReaderMeters meters, Clock clock) {
    return new Access(redis, new RedisValues(redis), new OverlayReader(redis), meters, clock);
  }
}
