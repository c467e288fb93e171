package io.rivulet.ingest.submission;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The receiving side: Kafka's consumer, with waits that do not leave the group.
///
/// A group without offsets starts at the beginning. Offsets that are out of range mean that
/// submissions were deleted before they were worked on: that throws, since nothing here can bring
/// them back and a person has to know.
final class SubmissionConsumer implements AutoCloseable {
  static final String GROUP = "feed-ingest";

  private static final Logger logger = LoggerFactory.getLogger(SubmissionConsumer.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /// Of one poll. Kafka's own bounds in bytes are of what was compressed, and a record may be a
  /// megabyte that was a kilobyte then.
  private static final int RECORDS = 8;

  /// After so many bytes a batch is large enough, however few records it has.
  private static final int BYTES = 4 << 20;

  private final Consumer<byte[], byte[]> consumer;
  private final int batch;

  SubmissionConsumer(KafkaSettings kafka, String clientId, int batch) {
    this.batch = batch;
    this.consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.ofEntries(
                    Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, clientId),
                    Map.entry(ConsumerConfig.GROUP_ID_CONFIG, GROUP),
                    Map.entry(
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                    Map.entry(
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class),
                    Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                    Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                    Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(batch, RECORDS)),
                    Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000))));
    consumer.subscribe(List.of(Topics.SUBMISSIONS));
  }

  /// The next batch; empty if there are no records for the moment.
  List<ConsumerRecord<byte[], byte[]>> receive() {
    List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
    long bytes = 0;
    ConsumerRecords<byte[], byte[]> next = poll(POLL);
    while (!next.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : next) {
        received.add(record);
        bytes +=
            Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
      }
      boolean enough = received.size() >= batch || bytes >= BYTES;
      next = enough ? ConsumerRecords.empty() : poll(Duration.ZERO);
    }
    return received;
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration patience) {
    try {
      return consumer.poll(patience);
    } catch (NoOffsetForPartitionException e) {
      logger.info("starts at the beginning of {}", e.partitions());
      consumer.seekToBeginning(e.partitions());
      return ConsumerRecords.empty();
    }
  }

  /// Lets a moment pass in which the group hears from this member but no record is received.
  void pass() {
    Set<TopicPartition> paused = Set.copyOf(consumer.assignment());
    consumer.pause(paused);
    // Partitions that are assigned in this very poll are not paused: their records are put back.
    ConsumerRecords<byte[], byte[]> early = poll(POLL);
    early.partitions().forEach(partition -> putBack(partition, early.records(partition)));
    consumer.resume(stillAssigned(paused));
  }

  private void putBack(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    consumer.seek(partition, records.getFirst().offset());
  }

  private Collection<TopicPartition> stillAssigned(Set<TopicPartition> partitions) {
    return partitions.stream().filter(consumer.assignment()::contains).toList();
  }

  /// Whether the partition of a record is still this member's.
  boolean owns(TopicPartition partition) {
    return consumer.assignment().contains(partition);
  }

  /// Commits what was worked on. A commit that fails is no harm: the records come again, make the
  /// same events, and mean nothing the second time.
  void commit(Map<TopicPartition, OffsetAndMetadata> done) {
    try {
      consumer.commitSync(done);
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      logger.warn("offsets not committed, submissions will come again: {}", e.getMessage());
    }
  }

  /// Ends a wait in [#receive()]; safe from any thread.
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
