package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.Letter;
import io.rivulet.deadletter.LetterTopic;
import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.function.Consumer;

/// All dead letters there are.
final class AllLetters {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private AllLetters() {}

  /// Shows each, notes too, oldest first.
  ///
  /// @return how many records are no letters
  static long of(KafkaSettings kafka, Consumer<Letter> visitor) {
    try (LetterTopic topic = LetterTopic.all(kafka, ANSWER)) {
      return topic.forEach(visitor);
    }
  }
}
