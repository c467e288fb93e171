package io.rivulet.fanout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PolledBytesTest {
  private static final TopicPartition POSTS = new TopicPartition("posts", 3);
  private static final TopicPartition ACTS = new TopicPartition("acts", 3);
  private static final TopicPartition OTHERS = new TopicPartition("posts", 4);

  private final PolledBytes polled = new PolledBytes();

  @Test
  void countsWhatIsPolledAndNotProcessed() {
    polled.polled(POSTS, 100);
    polled.polled(ACTS, 10);
    polled.polled(POSTS, 50);
    assertThat(polled.total()).isEqualTo(160);
    polled.processed(POSTS, 100);
    assertThat(polled.total()).isEqualTo(60);
    assertThat(polled.partitions()).containsExactlyInAnyOrder(POSTS, ACTS);
    polled.processed(POSTS, 50);
    assertThat(polled.total()).isEqualTo(10);
    assertThat(polled.partitions()).containsExactly(ACTS);
  }

  @Test
  void ofATaskThatBeginsAnewNothingIsCountedAndNothingTakenAway() {
    polled.polled(POSTS, 100);
    polled.polled(ACTS, 10);
    polled.polled(OTHERS, 7);
    polled.forget(3);
    assertThat(polled.total()).isEqualTo(7);
    polled.processed(POSTS, 100);
    assertThat(polled.total()).isEqualTo(7);
    polled.polled(POSTS, 5);
    polled.processed(POSTS, 100);
    assertThat(polled.total()).isEqualTo(7);
  }
}
