package io.rivulet.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShardsTest {
  /// The shard of an account is for ever: these may never change.
  @Test
  void theShardsOfSomeIdsAreWhatTheyHaveAlwaysBeen() {
    assertThat(Shards.of(1)).isEqualTo(580);
    assertThat(Shards.of(2)).isEqualTo(605);
    assertThat(Shards.of(455_000_000_000_000_001L)).isEqualTo(323);
    assertThat(Shards.of("ann")).isEqualTo(720);
  }

  @Test
  void idsThatFollowEachOtherAreSpreadEvenly() {
    int[] counts = new int[Shards.COUNT];
    for (long id = 455L << 50; id < (455L << 50) + 102_400 * 4_096L; id += 4_096) {
      counts[Shards.of(id)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(50, 160);
    }
  }

  @Test
  void everyPartitionGetsTheSameNumberOfShards() {
    for (int partitions : new int[] {1, 8, 64, 1_024}) {
      int[] counts = new int[partitions];
      for (int shard = 0; shard < Shards.COUNT; shard++) {
        counts[Shards.partition(shard, partitions)]++;
      }
      assertThat(counts).containsOnly(Shards.COUNT / partitions);
    }
  }

  @Test
  void keysOfAnAccountLieInItsShard() {
    long account = 42;
    String tag = "{" + Shards.of(account) + "}:";
    for (byte[] key :
        new byte[][] {
          Keyspace.home(account),
          Keyspace.relations(account),
          Keyspace.author(account),
          Keyspace.account(account),
          Keyspace.counts(account),
          Keyspace.own(account),
          Keyspace.idempotency(account, "k"),
          Keyspace.state(Shards.of(account))
        }) {
      assertThat(new String(key, StandardCharsets.UTF_8)).startsWith(tag);
    }
  }
}
