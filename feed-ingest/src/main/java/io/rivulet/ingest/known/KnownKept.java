package io.rivulet.ingest.known;

import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;

/// What is kept for accounts: what the fan-out wrote, or what was acknowledged since.
public final class KnownKept {
  private final Redis redis;

  public KnownKept(Redis redis) {
    this.redis = redis;
  }

  public Kept of(long account) {
    var stored = redis.commands().get(Keyspace.kept(account));
    var recent = redis.commands().get(Keyspace.overlayKept(account));
    return Kept.newer(KeptJson.decode(redis.await(stored)), KeptJson.decode(redis.await(recent)));
  }
}
