package io.rivulet.fuzz;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.topic.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The dead letters that came since a moment, by the record each is about.
final class Letters {
  private final Map<DeadLetter.Source, DeadLetter> bySource = new HashMap<>();
  private final Map<TopicPartition, Long> from;

  /// From now on.
  Letters(Log log) {
    from = log.ends(List.of(Topics.DEAD_LETTERS));
  }

  void read(Log log) {
    log.read(from)
        .forEach(
            record -> {
              DeadLetter letter = DeadLetter.read(record);
              bySource.put(letter.source(), letter);
            });
    from.putAll(log.ends(List.of(Topics.DEAD_LETTERS)));
  }

  @Nullable DeadLetter about(Log.Sent sent) {
    return bySource.get(
        new DeadLetter.Source(
            sent.partition().topic(), sent.partition().partition(), sent.offset()));
  }

  /// What is wrong with the letter about a record, null if nothing is.
  static @Nullable Fault fault(DeadLetter letter, Log.Sent sent) {
    if (letter.reason().isBlank() || letter.detail().isBlank()) {
      return new Fault("a dead letter without a reason", letter.toString());
    }
    return Arrays.equals(letter.key(), sent.key()) && Arrays.equals(letter.value(), sent.value())
        ? null
        : new Fault("a dead letter with other bytes", letter.toString());
  }
}
