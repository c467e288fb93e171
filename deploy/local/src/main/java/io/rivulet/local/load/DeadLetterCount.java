package io.rivulet.local.load;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The submissions that become dead letters from now on. Those of other producers are among them.
final class DeadLetterCount {
  private final KafkaSettings kafka;
  private final Map<TopicPartition, Long> begin;

  DeadLetterCount(KafkaSettings kafka) {
    this.kafka = kafka;
    this.begin = TopicContent.ends(kafka, Topics.DEAD_LETTERS);
  }

  /// Adds them as refused.
  void addTo(Tally tally) {
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.readFrom(kafka, Topics.DEAD_LETTERS, begin)) {
      DeadLetter letter = DeadLetter.read(record);
      if (letter.source().topic().equals(Topics.SUBMISSIONS)) {
        tally.refused(Refusals.SUBMISSION, letter.reason());
      }
    }
  }
}
