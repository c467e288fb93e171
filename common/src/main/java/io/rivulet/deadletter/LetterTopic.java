package io.rivulet.deadletter;

import io.rivulet.kafka.KafkaSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The topic of dead letters, read on to where it ends at that moment, one letter after the other:
/// there may be more of them than fit in memory. For one thread.
public final class LetterTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  /// Of a Kafka that has more to show, after which nobody waits for it any more: so often as long
  /// as it may take for an answer.
  private static final int SILENCES = 3;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration patience;

  private LetterTopic(KafkaSettings kafka, Duration patience) {
    this.patience = patience;
    consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    // Some were deleted meanwhile.
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) patience.toMillis())),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(Letter.PARTITION));
  }

  /// From its beginning.
  ///
  /// @param patience how long Kafka may take for an answer
  public static LetterTopic all(KafkaSettings kafka, Duration patience) {
    LetterTopic topic = new LetterTopic(kafka, patience);
    topic.consumer.seekToBeginning(List.of(Letter.PARTITION));
    return topic;
  }

  /// From a letter on.
  public static LetterTopic from(KafkaSettings kafka, Duration patience, long number) {
    LetterTopic topic = new LetterTopic(kafka, patience);
    topic.consumer.seek(Letter.PARTITION, number);
    return topic;
  }

  /// Its newest records.
  ///
  /// @throws org.apache.kafka.common.KafkaException if Kafka does not tell where it ends
  public static LetterTopic newest(KafkaSettings kafka, Duration patience, int records) {
    LetterTopic topic = new LetterTopic(kafka, patience);
    try {
      topic.consumer.seek(Letter.PARTITION, Math.max(0, topic.end() - records));
      return topic;
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  private long end() {
    return consumer.endOffsets(List.of(Letter.PARTITION)).getOrDefault(Letter.PARTITION, 0L);
  }

  /// Shows each letter, notes too, oldest first.
  ///
  /// @return how many records are no letters: they are passed over, lest one that somebody else
  ///   wrote keeps all the others from being seen
  /// @throws org.apache.kafka.common.KafkaException if Kafka does not show them
  public long forEach(java.util.function.Consumer<Letter> visitor) {
    long end = end();
    long unreadable = 0;
    long heard = System.nanoTime();
    while (consumer.position(Letter.PARTITION) < end) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> received : some) {
        unreadable += show(received, visitor) ? 0 : 1;
      }
      if (!some.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCES * patience.toNanos()) {
        throw new TimeoutException(
            "Kafka has shown no dead letter for %d s, and there are more: try again when it answers"
                .formatted(SILENCES * patience.toSeconds()));
      }
    }
    return unreadable;
  }

  private static boolean show(
      ConsumerRecord<byte[], byte[]> received, java.util.function.Consumer<Letter> visitor) {
    Letter letter;
    try {
      letter = Letter.read(received);
    } catch (IllegalArgumentException | DateTimeException e) {
      return false;
    }
    visitor.accept(letter);
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
