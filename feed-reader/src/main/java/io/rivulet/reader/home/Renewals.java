package io.rivulet.reader.home;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.ScriptOutputType;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.LuaScript;
import io.rivulet.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Lets timelines live as long as they are read, `renew.lua`. A viewer's reads renew at most once
/// per interval and process, so that a read costs no write.
final class Renewals {
  private static final LuaScript SCRIPT =
      LuaScript.load(Renewals.class, "renew.lua", ScriptOutputType.INTEGER);

  /// Viewers remembered, some 10 MB. One that was forgotten is renewed a time too often.
  private static final int MAX_REMEMBERED = 100_000;

  private final Redis redis;
  private final byte[] timeToLive;
  private final Cache<Long, Boolean> renewed;

  Renewals(Redis redis, Duration timeToLive, Duration every) {
    this.redis = redis;
    this.timeToLive = Long.toString(timeToLive.toMillis()).getBytes(StandardCharsets.US_ASCII);
    this.renewed =
        Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(every).build();
  }

  /// Does not wait for Redis: a renewal that fails is made up for by a rebuild at worst.
  void renew(long viewer) {
    if (renewed.asMap().putIfAbsent(viewer, true) == null) {
      var _ = SCRIPT.<Long>call(redis.commands(), new byte[][] {Keyspace.home(viewer)}, timeToLive);
    }
  }
}
