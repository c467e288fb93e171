package io.rivulet.local.load;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What lies in a topic up to the end that it has when asked; of the topics of truth each record
/// where it belongs, and none that is a copy of it or only takes an offset.
public final class TopicContent {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration BOUND = Duration.ofSeconds(10);

  /// Of a Kafka that has more to show, after which nobody waits for it any more.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private TopicContent() {}

  /// All records; those of a partition in its order.
  static List<ConsumerRecord<byte[], byte[]>> read(KafkaSettings kafka, String topic) {
    return readFrom(kafka, topic, Map.of());
  }

  /// The records from these offsets on; of partitions not named, all.
  static List<ConsumerRecord<byte[], byte[]>> readFrom(
      KafkaSettings kafka, String topic, Map<TopicPartition, Long> begin) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (Consumer<byte[], byte[]> consumer = consumer(kafka, BOUND)) {
      read(consumer, topic, begin, records::add);
    }
    requireComplete(kafka, topic, BOUND);
    return records;
  }

  /// Hands on all records, without keeping them.
  ///
  /// @param bound how long Kafka may take for an answer
  public static void forEach(
      KafkaSettings kafka,
      String topic,
      Duration bound,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    try (Consumer<byte[], byte[]> consumer = consumer(kafka, bound)) {
      read(consumer, topic, Map.of(), taker);
    }
    requireComplete(kafka, topic, bound);
  }

  /// Asked after the topic was read: if no record is being copied then, none was before.
  private static void requireComplete(KafkaSettings kafka, String topic, Duration bound) {
    if (!Topics.CO_PARTITIONED.contains(topic)) {
      return;
    }
    try (LayoutTopic layout = new LayoutTopic(kafka, bound)) {
      if (layout.read().step() == Layout.Step.COPYING) {
        throw new LocalException(
            "Partitions are being added, so that %s lacks records in some: try again when that is done"
                .formatted(topic));
      }
    }
  }

  private static void read(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Map<TopicPartition, Long> begin,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    List<TopicPartition> partitions = partitions(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    begin.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long heard = System.nanoTime();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
      some.forEach(
          record -> {
            if (!isElsewhere(record, partitions.size())) {
              taker.accept(record);
            }
          });
      if (!some.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
        throw new LocalException(
            "Kafka has shown no record of %s for %d s, and there are more: try again when it answers"
                .formatted(topic, SILENCE.toSeconds()));
      }
    }
  }

  private static boolean isElsewhere(ConsumerRecord<byte[], byte[]> record, int partitions) {
    return Topics.CO_PARTITIONED.contains(record.topic())
        && Topics.isElsewhere(record.key(), record.value(), record.partition(), partitions);
  }

  /// Where the partitions of a topic end now.
  static Map<TopicPartition, Long> ends(KafkaSettings kafka, String topic) {
    try (Consumer<byte[], byte[]> consumer = consumer(kafka, BOUND)) {
      return new HashMap<>(consumer.endOffsets(partitions(consumer, topic)));
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static Consumer<byte[], byte[]> consumer(KafkaSettings kafka, Duration bound) {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) bound.toMillis())),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
