package io.rivulet.ingest;

import io.rivulet.event.EventJson;
import io.rivulet.event.RelationEvent;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads all there is of a topic.
final class Topic {
  private static final Map<String, Reading> open = new ConcurrentHashMap<>();

  private Topic() {}

  static void createAll(String kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      new TopicProvisioner(admin, Duration.ofSeconds(30))
          .provision(Topics.spec(4, 1))
          .requireMatch();
    }
  }

  /// The records of one pair in `feed.relations.v1`, in order.
  static List<RelationEvent> relations(String kafka, long viewer, long target) {
    byte[] key = Topics.key(target);
    return read(kafka, Topics.RELATIONS).stream()
        .filter(record -> Arrays.equals(record.key(), key))
        .map(record -> EventJson.decode(record.value(), RelationEvent.class))
        .filter(event -> event.viewer() == viewer && event.target() == target)
        .toList();
  }

  /// All records of a topic. What was read once is not fetched again.
  static List<ConsumerRecord<byte[], byte[]>> read(String kafka, String name) {
    return open.computeIfAbsent(kafka + " " + name, _ -> new Reading(kafka, name)).all();
  }

  /// A topic that is read from its beginning, as far as it goes, again and again.
  private static final class Reading {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    Reading(String kafka, String name) {
      consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", kafka, "fetch.max.wait.ms", 20),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      partitions =
          consumer.partitionsFor(name).stream()
              .map(partition -> new TopicPartition(name, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    synchronized List<ConsumerRecord<byte[], byte[]>> all() {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return List.copyOf(records);
    }
  }
}
