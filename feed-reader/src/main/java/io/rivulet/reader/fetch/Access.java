package io.rivulet.reader.fetch;

import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;

/// What every read of the process goes through.
public record Access(Redis redis, Values values, OverlayReader overlay, ReaderMeters meters) {
  /// Of one Redis.
  public static Access of(Redis redis, ReaderMeters meters) {
    return new Access(redis, new RedisValues(redis), new OverlayReader(redis), meters);
  }
}
