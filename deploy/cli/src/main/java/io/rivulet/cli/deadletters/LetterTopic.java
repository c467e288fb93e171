package io.rivulet.cli.deadletters;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.load.TopicContent;
import io.rivulet.topic.Topics;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The topic of dead letters, read from its beginning to where it ends now, one letter after the
/// other: there may be more of them than fit in memory.
final class LetterTopic {
  static final TopicPartition ONLY = new TopicPartition(Topics.DEAD_LETTERS, 0);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final KafkaSettings kafka;

  LetterTopic(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /// Shows each letter, notes too, oldest first.
  ///
  /// @return how many records are no letters: they are passed over, lest one that somebody else
  ///   wrote keeps all the others from being seen
  long forEach(Consumer<Letter> visitor) {
    AtomicLong unreadable = new AtomicLong();
    TopicContent.forEach(
        kafka,
        Topics.DEAD_LETTERS,
        ANSWER,
        received -> {
          if (!show(received, visitor)) {
            unreadable.incrementAndGet();
          }
        });
    return unreadable.get();
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
}
