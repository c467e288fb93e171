package io.rivulet.reader.index;

import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The topics an index is built from: the partitions of a [Spread], without a group, from where the
/// index stands. Offsets that Kafka does not have throw, and the index is built anew.
final class IndexSource implements AutoCloseable {
  /// Records of one poll: below as many the index counts as up to date.
  static final int BATCH = 1_000;

  private static final List<String> TOPICS =
      List.of(Topics.ACCOUNTS, Topics.RELATIONS, Topics.POSTS, Topics.ACTS);

  private static final Duration BOUND = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private IndexSource(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /// The topics as they are.
  ///
  /// @param ids by name
  /// @param partitions how many there are, by name
  record Described(Map<String, String> ids, Map<String, Integer> partitions) {}

  /// Asks Kafka for the topics.
  ///
  /// @throws KafkaException if it does not answer, or has not all of them
  static Described describe(Map<String, Object> client) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>(client);
    // Looking for other brokers, a client that is closed without having found one spins.
    settings.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    Admin admin = Admin.create(settings);
    try {
      Map<String, TopicDescription> topics =
          admin.describeTopics(TOPICS).allTopicNames().get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, String> ids = new HashMap<>();
      Map<String, Integer> partitions = new HashMap<>();
      topics.forEach(
          (name, topic) -> {
            ids.put(name, topic.topicId().toString());
            partitions.put(name, topic.partitions().size());
          });
      return new Described(ids, partitions);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the topics cannot be asked for", e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /// Begins to read.
  ///
  /// @param next the first offset of a partition; 0 for its beginning
  static IndexSource open(
      Map<String, Object> client,
      List<TopicPartition> partitions,
      ToLongFunction<TopicPartition> next) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long offset = next.applyAsLong(partition);
      if (offset == 0) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
    return new IndexSource(consumer, partitions);
  }

  /// The next records; none if there are none in time, or after [#wakeUp()].
  ConsumerRecords<byte[], byte[]> receive(Duration wait) {
    try {
      return consumer.poll(wait);
    } catch (WakeupException _) {
      return ConsumerRecords.empty();
    }
  }

  /// How many records there are still to read, as of what Kafka said last; empty until it did.
  OptionalLong lag() {
    long lag = 0;
    for (TopicPartition partition : partitions) {
      OptionalLong own = consumer.currentLag(partition);
      if (own.isEmpty()) {
        return own;
      }
      lag += own.getAsLong();
    }
    return OptionalLong.of(lag);
  }

  /// Ends a wait in [#receive]; safe from any thread.
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
