package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamsMetersTest {
  private static final TopicPartition FIRST = new TopicPartition("feed.posts.v1", 0);
  private static final TopicPartition SECOND = new TopicPartition("feed.posts.v1", 1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StreamsMeters meters = new StreamsMeters(registry);

  private double lag(int partition) {
    return registry
        .get("rivulet.partition.lag")
        .tags("topic", "feed.posts.v1", "partition", String.valueOf(partition))
        .gauge()
        .value();
  }

  private double remaining() {
    return registry.get("rivulet.restore.remaining").tag("store", "posts").gauge().value();
  }

  @Test
  void eachPartitionThatIsReadHasALagAndThoseThatAreGoneHaveNone() {
    meters.look(Map.of(FIRST, 3.0, SECOND, 5.0));
    assertThat(lag(0)).isEqualTo(3);
    assertThat(lag(1)).isEqualTo(5);
    meters.look(Map.of(SECOND, 4.0));
    assertThat(lag(1)).isEqualTo(4);
    assertThat(registry.getMeters().stream().map(Meter::getId))
        .filteredOn(id -> id.getName().equals("rivulet.partition.lag"))
        .hasSize(1);
    meters.look(Map.of(FIRST, 1.0, SECOND, 0.0));
    assertThat(lag(0)).as("it came back").isEqualTo(1);
  }

  @Test
  void aRebalanceLastsUntilTheWorkerRuns() {
    meters.onChange(State.REBALANCING, State.CREATED);
    assertThat(registry.get("rivulet.rebalance").timer().count()).isZero();
    meters.onChange(State.RUNNING, State.REBALANCING);
    assertThat(registry.get("rivulet.rebalance").timer().count()).isOne();
    meters.onChange(State.PENDING_SHUTDOWN, State.RUNNING);
    assertThat(registry.get("rivulet.rebalance").timer().count()).isOne();
  }

  @Test
  void whatIsLeftToRestoreGoesDownToNothing() {
    meters.onRestoreStart(FIRST, "posts", 100, 600);
    meters.onRestoreStart(SECOND, "posts", 0, 50);
    assertThat(remaining()).isEqualTo(550);
    meters.onBatchRestored(FIRST, "posts", 300, 200);
    assertThat(remaining()).isEqualTo(350);
    meters.onRestoreSuspended(SECOND, "posts", 0);
    assertThat(remaining()).as("goes on elsewhere").isEqualTo(300);
    meters.onRestoreEnd(FIRST, "posts", 500);
    assertThat(remaining()).isZero();
    assertThat(registry.get("rivulet.restored.records").tag("store", "posts").counter().count())
        .isEqualTo(200);
  }
}
