package io.rivulet.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Topics, as raw bytes. Used by one thread.
final class Log implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;

  Log(String kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "acks",
                "all",
                "linger.ms",
                5,
                "max.request.size",
                2 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    admin = Admin.create(Map.of("bootstrap.servers", kafka));
  }

  /// A record as it was taken.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  record Sent(
      TopicPartition partition,
      long offset,
      byte @Nullable [] key,
      byte @Nullable [] value,
      boolean good) {}

  /// Sends records and tells where they are.
  ///
  /// @param good those that must be accepted
  List<Sent> send(List<ProducerRecord<byte[], byte[]>> records, List<Boolean> good) {
    var pending = records.stream().map(producer::send).toList();
    producer.flush();
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      try {
        var place = pending.get(i).get();
        ProducerRecord<byte[], byte[]> record = records.get(i);
        sent.add(
            new Sent(
                new TopicPartition(place.topic(), place.partition()),
                place.offset(),
                record.key(),
                record.value(),
                good.get(i)));
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return sent;
  }

  List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map((PartitionInfo one) -> new TopicPartition(topic, one.partition()))
        .toList();
  }

  Map<TopicPartition, Long> ends(List<String> topics) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    topics.forEach(topic -> ends.putAll(consumer.endOffsets(partitions(topic))));
    return ends;
  }

  /// All records from some offsets to the end.
  List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> from) {
    List<TopicPartition> partitions = List.copyOf(from.keySet());
    consumer.assign(partitions);
    from.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (partitions.stream()
        .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
      consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    }
    return records;
  }

  /// Waits until a group has committed all there is in some topics.
  ///
  /// @return the first partition that it has not, as a text; empty if it did
  String awaitGroup(String group, List<String> topics, Duration patience) {
    Map<TopicPartition, Long> ends = ends(topics);
    boolean done = await(patience, () -> behind(group, ends).isEmpty());
    return done ? "" : behind(group, ends);
  }

  private String behind(String group, Map<TopicPartition, Long> ends) {
    try {
      var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        var offset = committed.get(end.getKey());
        long at = offset == null ? 0 : offset.offset();
        if (at < end.getValue()) {
          return "%s stands at %d of %d".formatted(end.getKey(), at, end.getValue());
        }
      }
      return "";
    } catch (ExecutionException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /// Looks until something holds.
  static boolean await(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
    admin.close();
  }
}
