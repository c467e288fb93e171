package io.rivulet.cli.deadletters;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// All dead letters, and which of them were replayed.
///
/// A replay is noted in the same topic, as a letter about a letter: the topic is kept for ever and
/// stays complete, so that nobody replays anything twice by mistake.
///
/// @param letters oldest first, without notes
/// @param replayed their offsets
/// @param unreadable records that are no letters
record Letters(List<Letter> letters, Set<Long> replayed, int unreadable) {
  private static final TopicPartition ONLY = new TopicPartition(Topics.DEAD_LETTERS, 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  static Letters read(KafkaSettings kafka) {
    try (Consumer<byte[], byte[]> consumer = consumer(kafka)) {
      consumer.assign(List.of(ONLY));
      consumer.seekToBeginning(List.of(ONLY));
      long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
      var letters = new ArrayList<Letter>();
      var replayed = new HashSet<Long>();
      int unreadable = 0;
      while (consumer.position(ONLY) < end) {
        for (ConsumerRecord<byte[], byte[]> received : consumer.poll(POLL)) {
          try {
            Letter letter = Letter.read(received);
            if (letter.isNote()) {
              replayed.add(letter.content().source().offset());
            } else {
              letters.add(letter);
            }
          } catch (IllegalArgumentException | java.time.DateTimeException e) {
            unreadable++;
          }
        }
      }
      return new Letters(letters, replayed, unreadable);
    }
  }

  private static Consumer<byte[], byte[]> consumer(KafkaSettings kafka) {
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

  /// The note that a letter was replayed.
  static DeadLetter note(Letter letter, Clock clock) {
    return new DeadLetter(
        Letter.REPLAYED,
        "submitted again",
        new DeadLetter.Source(ONLY.topic(), ONLY.partition(), letter.offset()),
        clock.instant(),
        "command-line",
        null,
        null);
  }

  boolean wasReplayed(Letter letter) {
    return replayed.contains(letter.offset());
  }
}
