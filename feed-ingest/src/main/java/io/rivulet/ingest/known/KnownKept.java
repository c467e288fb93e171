package io.rivulet.ingest.known;

import io.rivulet.cold.Absent;
import io.rivulet.cold.ColdPosts;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RoundTrip;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is kept for accounts: what the fan-out wrote, or what was acknowledged since.
public final class KnownKept {
  private final Redis redis;
  private final ColdPosts cold;

  /// @param cold tells whether there is something where Redis has nothing
  public KnownKept(Redis redis, ColdPosts cold) {
    this.redis = redis;
    this.cold = cold;
  }

  /// What is kept for an account.
  ///
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether something is
  public Kept of(long account) {
    List<byte @Nullable []> found =
        Absent.unlessLost(
            () -> stored(account),
            values -> values.stream().allMatch(Objects::isNull),
            () -> cold.requireFilled(Shards.of(account)));
    return Kept.newer(KeptJson.decode(found.get(0)), KeptJson.decode(found.get(1)));
  }

  private List<byte @Nullable []> stored(long account) {
    RoundTrip trip = redis.roundTrip();
    var values = trip.values(List.of(Keyspace.kept(account), Keyspace.overlayKept(account)));
    trip.send();
    return redis.await(values);
  }
}
