package io.rivulet.cli.deadletters;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Topics;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The topic of dead letters, read from its beginning to where it ends now, one letter after the
/// other: there may be more of them than fit in memory.
final class LetterTopic {
  static final TopicPartition ONLY = new TopicPartition(Topics.DEAD_LETTERS, 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  /// Of a Kafka that has more to show, after which nobody waits for it any more.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final KafkaSettings kafka;

  LetterTopic(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /// Shows each letter, notes too, oldest first.
  ///
  /// @return how many records are no letters: they are passed over, lest one that somebody else
  ///   wrote keeps all the others from being seen
  long forEach(Consumer<Letter> visitor) {
    long unreadable = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(ONLY));
      consumer.seekToBeginning(List.of(ONLY));
      long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
      long heard = System.nanoTime();
      while (consumer.position(ONLY) < end) {
        ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> received : some) {
          unreadable += show(received, visitor) ? 0 : 1;
        }
        if (!some.isEmpty()) {
          heard = System.nanoTime();
        } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
          throw new LocalException(
              "Kafka has shown no record of %s for %d s, after offset %d of %d: try again when it answers"
                  .formatted(
                      Topics.DEAD_LETTERS, SILENCE.toSeconds(), consumer.position(ONLY), end));
        }
      }
    }
    return unreadable;
  }

  private static boolean show(ConsumerRecord<byte[], byte[]> received, Consumer<Letter> visitor) {
    Letter letter;
    try {
      letter = Letter.read(received);
    } catch (IllegalArgumentException | DateTimeException e) {
      return false;
    }
    visitor.accept(letter);
    return true;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
