package io.rivulet.local.load;

import io.rivulet.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What lies in a topic up to the end that it has when asked.
final class TopicContent {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int BOUND_MILLIS = 10_000;

  private TopicContent() {}

  /// All records; those of a partition in its order.
  static List<ConsumerRecord<byte[], byte[]>> read(KafkaSettings kafka, String topic) {
    return readFrom(kafka, topic, Map.of());
  }

  /// The records from these offsets on; of partitions not named, all.
  static List<ConsumerRecord<byte[], byte[]>> readFrom(
      KafkaSettings kafka, String topic, Map<TopicPartition, Long> begin) {
    try (Consumer<byte[], byte[]> consumer = consumer(kafka)) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      begin.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
      return records;
    }
  }

  /// Where the partitions of a topic end now.
  static Map<TopicPartition, Long> ends(KafkaSettings kafka, String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer(kafka)) {
      return new HashMap<>(consumer.endOffsets(partitions(consumer, topic)));
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static Consumer<byte[], byte[]> consumer(KafkaSettings kafka) {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                BOUND_MILLIS)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
