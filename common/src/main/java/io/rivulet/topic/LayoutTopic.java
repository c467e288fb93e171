package io.rivulet.topic;

import io.rivulet.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The topic `feed.layout.v1`, read to its end. For one thread.
public final class LayoutTopic implements AutoCloseable {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.LAYOUT, 0);
  private static final byte[] KEY = "layout".getBytes(StandardCharsets.US_ASCII);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration patience;
  private boolean assigned;
  private Layout newest = Layout.AS_CREATED;

  /// The newest record, until it is known to be a layout: a failure must not have it passed over.
  private byte @Nullable [] unread;

  /// Reads nothing yet.
  ///
  /// @param patience how long Kafka may take for an answer
  public LayoutTopic(KafkaSettings kafka, Duration patience) {
    this(kafka, Map.of(), patience);
  }

  /// As [#LayoutTopic(KafkaSettings, Duration)], with more settings of the client.
  public LayoutTopic(KafkaSettings kafka, Map<String, String> more, Duration patience) {
    this.patience = patience;
    Map<String, Object> own = new HashMap<>(more);
    own.putAll(
        Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) patience.toMillis(),
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) patience.toMillis()));
    this.consumer =
        new KafkaConsumer<>(
            kafka.client(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// What holds now. Kafka is asked in any case, so whatever was written before this call is known.
  ///
  /// @throws KafkaException if it does not answer in time
  /// @throws IllegalArgumentException if the newest record is no layout
  public Layout read() {
    if (!assigned) {
      if (consumer.partitionsFor(Topics.LAYOUT).isEmpty()) {
        // Of an installation that is older than the topic.
        return Layout.AS_CREATED;
      }
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      assigned = true;
    }
    long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    long deadline = System.nanoTime() + patience.toNanos();
    while (consumer.position(PARTITION) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        unread = record.value();
      }
      if (System.nanoTime() > deadline) {
        consumer.seekToBeginning(List.of(PARTITION));
        throw new TimeoutException("Kafka does not show what is in " + Topics.LAYOUT);
      }
    }
    if (unread != null) {
      newest = Layout.decode(unread);
      unread = null;
    }
    return newest;
  }

  /// Ends a wait in [#read]; safe from any thread.
  void wakeUp() {
    consumer.wakeup();
  }

  /// Writes what holds from now on.
  ///
  /// @throws KafkaException if that is not acknowledged by all replicas
  public static void write(KafkaSettings kafka, Layout layout) {
    Map<String, Object> settings =
        kafka.client(
            Map.of(
                ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true));
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      var _ = producer.send(new ProducerRecord<>(Topics.LAYOUT, KEY, layout.encode())).get();
    } catch (ExecutionException e) {
      throw new KafkaException(Topics.LAYOUT + " is not written", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
