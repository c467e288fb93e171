package io.rivulet.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.TestRedis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FencedPutIT {
  @RegisterExtension static final TestRedis SERVER = new TestRedis();

  private static final long VIEWER = 43;
  private static final int SHARD = Shards.of(VIEWER);
  private static final byte[] KEY = Keyspace.notices(VIEWER);

  private static byte[] takeOver() {
    return PackedIds.pack(
        SERVER
            .redis()
            .await(Ownership.takeOver(SERVER.redis().commands(), SHARD, -1))
            .state()
            .epoch());
  }

  private static long put(byte[] epoch, byte... value) {
    return SERVER
        .redis()
        .await(
            FencedPut.call(
                SERVER.redis().commands(),
                List.of(Keyspace.state(SHARD)),
                epoch,
                List.of(KEY),
                List.of(value)));
  }

  private static byte[] stored() {
    return SERVER.redis().await(SERVER.redis().commands().get(KEY));
  }

  @Test
  void theOwnerWritesReplacesAndRemoves() {
    byte[] epoch = takeOver();
    assertThat(put(epoch, (byte) 1)).isEqualTo(1);
    put(epoch, (byte) 2);
    assertThat(stored()).containsExactly(2);
    put(epoch);
    assertThat(stored()).isNull();
  }

  @Test
  void whoLostTheShardWritesNothing() {
    byte[] old = takeOver();
    put(takeOver(), (byte) 5);
    assertThatThrownBy(() -> put(old, (byte) 6)).hasMessageContaining(Deliveries.FENCED);
    assertThat(stored()).containsExactly(5);
  }

  @Test
  void aRedisThatLostTheShardsStateTakesNothing() {
    byte[] epoch = takeOver();
    SERVER.redis().await(SERVER.redis().commands().del(Keyspace.state(SHARD), KEY));
    assertThatThrownBy(() -> put(epoch, (byte) 6)).hasMessageContaining(Deliveries.LOST);
    assertThat(stored()).isNull();
  }
}
