package io.rivulet.fanout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.servers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the consumer that Kafka Streams wraps, of a real Kafka.
class SparingConsumerIT {
  private static final TopicPartition FIRST = new TopicPartition("sparing", 0);
  private static final TopicPartition SECOND = new TopicPartition("sparing", 1);
  private static final TopicPartition NOT_OURS = new TopicPartition("sparing", 2);

  private static final long MOST_BYTES = 1_000;

  private final AsyncKafkaConsumer<byte[], byte[]> wrapped =
      new AsyncKafkaConsumer<>(
          new ConsumerConfig(
              Map.of(
                  "bootstrap.servers",
                  TestServers.kafka(),
                  "key.deserializer",
                  ByteArrayDeserializer.class,
                  "value.deserializer",
                  ByteArrayDeserializer.class,
                  "group.protocol",
                  "consumer",
                  "group.id",
                  "sparing")),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer(),
          Optional.empty());
  private final SparingConsumer consumer = new SparingConsumer();

  @BeforeEach
  void assign() {
    consumer.wrapConsumer(
        wrapped, Map.of(SparingConsumer.MOST_BYTES, MOST_BYTES), Optional.empty());
    consumer.assign(List.of(FIRST, SECOND));
  }

  @AfterEach
  void close() {
    consumer.close();
    PolledBytes.ofThread().forget(FIRST.partition());
  }

  @Test
  void resumesWhatWasPaused() {
    consumer.pause(Set.of(FIRST, SECOND));
    consumer.resume(Set.of(SECOND));
    assertThat(consumer.paused()).containsExactly(FIRST);
    consumer.resume(Set.of(FIRST, SECOND));
    assertThat(consumer.paused()).isEmpty();
  }

  /// The consumer itself refuses a partition that is not assigned, so what it is not asked for can
  /// be told.
  @Test
  void doesNotAskForWhatWasNotPaused() {
    assertThatThrownBy(() -> wrapped.resume(Set.of(NOT_OURS)))
        .isInstanceOf(IllegalStateException.class);
    assertThatCode(() -> consumer.resume(Set.of(NOT_OURS, FIRST))).doesNotThrowAnyException();
    consumer.pause(Set.of(FIRST));
    consumer.resume(Set.of(NOT_OURS, FIRST));
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void pausesWhatItsThreadHasTooMuchOfUntilHalfOfThatIsProcessed() {
    PolledBytes polled = PolledBytes.ofThread();
    polled.polled(FIRST, MOST_BYTES + 1);
    consumer.poll(Duration.ZERO);
    assertThat(consumer.paused()).containsExactly(FIRST);
    polled.processed(FIRST, MOST_BYTES / 4);
    consumer.resume(Set.of(FIRST));
    consumer.poll(Duration.ZERO);
    assertThat(consumer.paused()).as("Streams, not knowing of it").containsExactly(FIRST);
    polled.processed(FIRST, MOST_BYTES / 2);
    consumer.poll(Duration.ZERO);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void leavesToStreamsWhatStreamsHasPaused() {
    PolledBytes polled = PolledBytes.ofThread();
    consumer.pause(Set.of(SECOND));
    polled.polled(FIRST, MOST_BYTES);
    polled.polled(SECOND, MOST_BYTES);
    consumer.poll(Duration.ZERO);
    consumer.pause(Set.of(FIRST));
    polled.forget(FIRST.partition());
    polled.forget(SECOND.partition());
    consumer.poll(Duration.ZERO);
    assertThat(consumer.paused()).containsExactlyInAnyOrder(FIRST, SECOND);
    consumer.resume(Set.of(FIRST, SECOND));
    assertThat(consumer.paused()).isEmpty();
  }
}
