package io.rivulet.local.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class WaitsTest {
  private static final TopicPartition ONE = new TopicPartition("feed.posts.v1", 0);
  private static final TopicPartition OTHER = new TopicPartition("feed.posts.v1", 1);

  private final Waits waits = new Waits();

  private void look(double seconds, long end, long committed) {
    waits.look(seconds, Map.of(ONE, end), Map.of(ONE, committed));
  }

  @Test
  void aRecordWaitsFromTheLookThatSeesItToTheOneThatSeesItCommitted() {
    look(0, 10, 10);
    look(1, 11, 10);
    look(2, 11, 10);
    assertThat(waits.oldest()).isEqualTo(1);
    assertThat(waits.records()).isEqualTo(1);
    look(4, 11, 11);
    assertThat(waits.oldest()).isZero();
    assertThat(waits.longest().seconds()).isEqualTo(3);
    assertThat(waits.longest().in()).contains(ONE);
  }

  @Test
  void whatComesBehindCountsFromItsOwnTime() {
    look(0, 1, 0);
    look(1, 2, 0);
    look(2, 3, 1);
    assertThat(waits.oldest()).isEqualTo(1);
    look(3, 3, 2);
    assertThat(waits.oldest()).isEqualTo(1);
    assertThat(waits.longest().seconds()).isEqualTo(2);
  }

  @Test
  void aPartitionThatStandsStillIsSeenThoughOthersGoOn() {
    for (int second = 0; second <= 5; second++) {
      waits.look(
          second, Map.of(ONE, 10L * second, OTHER, 7L), Map.of(ONE, 10L * second, OTHER, 6L));
    }
    assertThat(waits.longest().in()).contains(OTHER);
    assertThat(waits.longest().seconds()).isEqualTo(5);
    assertThat(waits.records()).isEqualTo(1);
  }

  @Test
  void whereNothingIsCommittedAllWaits() {
    waits.look(0, Map.of(ONE, 5L, OTHER, 0L), Map.of());
    assertThat(waits.records()).isEqualTo(5);
    assertThat(waits.through(0)).isFalse();
  }

  @Test
  void whatCameLaterDoesNotHoldUpWhatWasThere() {
    look(0, 5, 4);
    look(1, 6, 4);
    assertThat(waits.through(0)).isFalse();
    look(2, 6, 5);
    assertThat(waits.through(0)).isTrue();
    assertThat(waits.through(1)).isFalse();
  }

  @Test
  void aNewPhaseForgetsTheLongestAndKeepsWhatWaits() {
    look(0, 100, 0);
    look(9, 100, 99);
    waits.again();
    assertThat(waits.longest().seconds()).isZero();
    assertThat(waits.mostRecords()).isEqualTo(1);
    look(10, 100, 99);
    assertThat(waits.longest().seconds()).isEqualTo(10);
  }
}
