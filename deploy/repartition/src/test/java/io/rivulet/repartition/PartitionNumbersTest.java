package io.rivulet.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.keyspace.Shards;
import io.rivulet.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionNumbersTest {
  @Test
  void whatMovesComesOfThePartitionOfItsNumber() {
    PartitionNumbers numbers = new PartitionNumbers(4, 12);
    assertThat(numbers.there()).containsExactly(0, 1, 2, 3);
    assertThat(numbers.added()).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
    for (long id = 1; id < 2_000; id++) {
      assertThat(numbers.origin(Topics.partition(id, 12))).isEqualTo(Topics.partition(id, 4));
      int shard = Shards.of(id);
      assertThat(numbers.origin(Shards.partition(shard, 12))).isEqualTo(Shards.partition(shard, 4));
    }
  }

  @Test
  void fewerPartitionsOrNoMultipleAreRefused() {
    for (int to : new int[] {1, 4, 6, 2}) {
      assertThatThrownBy(() -> new PartitionNumbers(4, to))
          .isInstanceOf(RepartitionException.class)
          .hasMessageContaining("multiple");
    }
    assertThatThrownBy(() -> RepartitionSettings.of("feed-fanout", 1_025, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1,024");
  }
}
