package io.rivulet.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// `release_claim.lua`.
class ReleaseClaimIT {
  private static final byte[] CLAIM = Keyspace.idempotency(7, "release-claim-test");

  @Test
  void aClaimIsReleasedByWhoHasItAndByNobodyElse() {
    try (Redis redis = new Redis(RedisSettings.of(TestServers.redis()))) {
      byte[] mine = "12".getBytes(StandardCharsets.UTF_8);
      byte[] another = "13".getBytes(StandardCharsets.UTF_8);
      redis.await(redis.commands().set(CLAIM, mine));

      assertThat(redis.await(ReleaseClaim.call(redis.commands(), CLAIM, another))).isZero();
      assertThat(redis.await(redis.commands().get(CLAIM))).isEqualTo(mine);

      assertThat(redis.await(ReleaseClaim.call(redis.commands(), CLAIM, mine))).isEqualTo(1);
      assertThat(redis.await(redis.commands().get(CLAIM))).isNull();
      assertThat(redis.await(ReleaseClaim.call(redis.commands(), CLAIM, mine))).isZero();
    }
  }
}
