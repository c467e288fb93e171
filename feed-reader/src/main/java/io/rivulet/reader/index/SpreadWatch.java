package io.rivulet.reader.index;

import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.LayoutWatch;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/// Tells whether what was received is still of the partitions that are read. Used by one thread.
///
/// An index that does not know of added partitions must not read what was written after them: the
/// highest submissions that it saw of one partition would be those of two. Whoever adds some waits
/// for longer than [LayoutWatch#LEASE] before it copies records, so for that long nothing happens
/// after it was confirmed that nothing is going on; else Kafka is asked after each receipt.
final class SpreadWatch implements AutoCloseable {
  /// How long Kafka may take. There is nothing else to do meanwhile: what was received waits.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration CONFIRMED = LayoutWatch.LEASE.dividedBy(2);

  private final LayoutTopic topic;
  private Layout layout;
  private long confirmed;

  /// Asks Kafka.
  ///
  /// @param topic is closed with this
  /// @throws KafkaException if it does not answer
  SpreadWatch(LayoutTopic topic) {
    this.topic = topic;
    this.confirmed = System.nanoTime();
    try {
      this.layout = topic.read();
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  /// What held when it was confirmed last.
  Layout last() {
    return layout;
  }

  /// What holds of all that was received before this call.
  ///
  /// @throws KafkaException if Kafka does not answer
  Layout now() {
    long asked = System.nanoTime();
    if (!layout.isSettled() || asked - confirmed > CONFIRMED.toNanos()) {
      layout = topic.read();
      confirmed = asked;
    }
    return layout;
  }

  @Override
  public void close() {
    topic.close();
  }
}
