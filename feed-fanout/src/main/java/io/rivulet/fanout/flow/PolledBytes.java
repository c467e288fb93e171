package io.rivulet.fanout.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// What a stream thread has polled and not processed yet, in bytes.
///
/// Streams counts records, a thousand a partition: of small ones that is little, of the largest
/// more than the heap. Each thread has its own, and nobody else looks at it.
public final class PolledBytes {
  private static final ThreadLocal<PolledBytes> OF_THREAD =
      ThreadLocal.withInitial(PolledBytes::new);

  private final Map<TopicPartition, Long> waiting = new HashMap<>();
  private long total;

  PolledBytes() {}

  static PolledBytes ofThread() {
    return OF_THREAD.get();
  }

  /// Notes that the calling thread has processed a record.
  public static void processed(RecordMetadata metadata, Record<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
    ofThread().processed(partition, bytes(record.key(), record.value()));
  }

  static long bytes(byte @Nullable [] key, byte @Nullable [] value) {
    return (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
  }

  void polled(TopicPartition partition, long bytes) {
    waiting.merge(partition, bytes, Long::sum);
    total += bytes;
  }

  /// Of what was forgotten nothing is taken away.
  void processed(TopicPartition partition, long bytes) {
    long known = waiting.getOrDefault(partition, 0L);
    if (known <= bytes) {
      waiting.remove(partition);
      total -= known;
    } else {
      waiting.put(partition, known - bytes);
      total -= bytes;
    }
  }

  long total() {
    return total;
  }

  /// The partitions of which something waits.
  Set<TopicPartition> partitions() {
    return Set.copyOf(waiting.keySet());
  }

  /// What a task had in memory is gone: it begins anew, or ends. Called by the task's processor.
  public static void forgotten(TaskId task) {
    ofThread().forget(task.partition());
  }

  void forget(int number) {
    waiting.entrySet().removeIf(partition -> partition.getKey().partition() == number);
    total = waiting.values().stream().mapToLong(Long::longValue).sum();
  }
}
