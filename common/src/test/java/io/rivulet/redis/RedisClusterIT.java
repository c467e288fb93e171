package io.rivulet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.SlotHash;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.RedisCluster;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.PackedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same client before three nodes.
class RedisClusterIT {
  private static RedisCluster cluster;
  private static Redis redis;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start(3);
    redis = new Redis(RedisSettings.of(cluster.uri()));
  }

  @AfterAll
  static void stop() {
    redis.close();
    cluster.close();
  }

  @Test
  void whichOfTheTwoItIsTheNodeSays() {
    assertThat(redis.isCluster()).isTrue();
    try (RedisServer alone = RedisServer.start(ServerSettings.ephemeral());
        Redis single = new Redis(RedisSettings.of(alone.uri()))) {
      assertThat(single.isCluster()).isFalse();
    }
  }

  @Test
  void valuesOfAllNodesComeInTheOrderOfTheirKeys() {
    List<byte[]> keys = new ArrayList<>();
    for (long id = 1; id <= 300; id++) {
      keys.add(Keyspace.post(id));
      keys.add(Keyspace.overlay(id));
      redis.await(redis.commands().set(Keyspace.post(id), PackedIds.pack(id)));
    }
    RoundTrip trip = redis.roundTrip();
    var values = trip.values(keys);
    var slices = LongStream.rangeClosed(1, 300).mapToObj(id -> slice(trip, id)).toList();
    trip.send();
    List<byte @Nullable []> found = redis.await(values);
    for (int i = 0; i < 300; i++) {
      assertThat(found.get(2 * i)).isEqualTo(PackedIds.pack(i + 1L));
      assertThat(found.get(2 * i + 1)).isNull();
      assertThat(redis.await(slices.get(i))).containsExactly((byte) (i + 1));
    }
    assertThat(cluster.nodes())
        .as("each node has its part")
        .allSatisfy(
            node -> {
              try (RedisClient client = RedisClient.create(node.uri());
                  var own = client.connect()) {
                assertThat(own.sync().dbsize()).isBetween(50L, 250L);
              }
            });
  }

  private static CompletionStage<byte[]> slice(RoundTrip trip, long id) {
    return trip.slice(Keyspace.post(id), 7, 7);
  }

  @Test
  void aScriptRunsWhereItsKeysAreThoughThatNodeHasForgottenIt() {
    for (long id = 1_001; id <= 1_030; id++) {
      byte[] value = new byte[10];
      var call = VersionedPut.call(redis.commands(), Keyspace.post(id), value, 1);
      assertThat(redis.await(call)).isEqualTo(1);
    }
  }

  @Test
  void oneAddressIsEnoughAndTheFirstMayBeAway() {
    RedisServer gone = RedisServer.start(ServerSettings.ephemeral());
    String away = gone.uri();
    gone.close();
    String last = cluster.nodes().getLast().uri();
    try (Redis found = new Redis(RedisSettings.of(away + ", " + last))) {
      found.await(found.commands().set(Keyspace.post(5_000), new byte[] {1}));
      assertThat(redis.await(redis.commands().get(Keyspace.post(5_000)))).containsExactly(1);
    }
  }

  @Test
  void eachNodeIsAskedWhetherItAnswers() {
    try (RedisCluster own = RedisCluster.start(3);
        Redis client = new Redis(RedisSettings.of(own.uri()))) {
      client.check();
      own.nodes().get(1).close();
      assertThatThrownBy(client::check).isInstanceOf(RedisUnavailableException.class);
    }
  }

  /// What lies beside a shard that nobody has is not known: nothing may be taken for whole by it.
  @Test
  void aShardThatNoNodeHasIsNotThere() {
    try (RedisCluster own = RedisCluster.start(2)) {
      int shard = 17;
      int slot = SlotHash.getSlot(Keyspace.state(shard));
      // Its owner first, who would tell the other of it again.
      for (RedisServer node : own.nodes().reversed()) {
        try (RedisClient client = RedisClient.create(node.uri());
            var connection = client.connect()) {
          connection.sync().clusterDelSlots(slot);
        }
      }
      try (Redis client = new Redis(RedisSettings.of(own.uri()))) {
        assertThatThrownBy(() -> client.shardsBeside(shard))
            .isInstanceOf(RedisUnavailableException.class)
            .hasMessageContaining("no node of the cluster has the slot of shard " + shard);
        assertThat(client.anchors()).hasSize(2);
      }
    }
  }

  @Test
  void anAddressThatIsNoneIsNamedWithoutItsPassword() {
    assertThatThrownBy(
            () -> new Redis(RedisSettings.of("redis://:secret@127.0.0.1:6379,http://elsewhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis.uri: address 2 is no redis://host:port")
        .hasMessageNotContaining("secret");
  }
}
