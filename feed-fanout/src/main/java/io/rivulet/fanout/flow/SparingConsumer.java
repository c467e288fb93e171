package io.rivulet.fanout.flow;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.internals.ConsumerWrapper;

/// A consumer of a stream thread that resumes only what was paused, and pauses what its thread has
/// in memory already while that is more than [#MOST_BYTES] in all.
///
/// After every record Streams 4.3 resumes the partition it came from (`StreamTask.process`), and
/// with `group.protocol=streams` each of these calls waits for the consumer's own thread.
public final class SparingConsumer extends ConsumerWrapper {
  /// Bytes of records that a thread has polled and not processed, beyond which it polls nothing
  /// more of their partitions until half of them are processed. One poll may go beyond it.
  public static final String MOST_BYTES = "rivulet.polled.bytes";

  private long mostBytes = Long.MAX_VALUE;

  /// What is paused here and not by Streams.
  private final Set<TopicPartition> held = new HashSet<>();

  @Override
  public void wrapConsumer(
      AsyncKafkaConsumer<byte[], byte[]> wrapped,
      Map<String, Object> config,
      Optional<StreamsRebalanceData> rebalanceData) {
    super.wrapConsumer(wrapped, config, rebalanceData);
    Object most = config.get(MOST_BYTES);
    if (most != null) {
      mostBytes = Long.parseLong(most.toString());
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    PolledBytes polled = PolledBytes.ofThread();
    if (polled.total() > mostBytes) {
      hold(polled.partitions());
    } else if (!held.isEmpty() && polled.total() <= mostBytes / 2) {
      release();
    }
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    for (TopicPartition partition : records.partitions()) {
      long bytes = 0;
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        bytes += PolledBytes.bytes(record.key(), record.value());
      }
      polled.polled(partition, bytes);
    }
    return records;
  }

  private void hold(Set<TopicPartition> partitions) {
    Set<TopicPartition> more = new HashSet<>(partitions);
    more.retainAll(assignment());
    more.removeAll(paused());
    if (!more.isEmpty()) {
      super.pause(more);
      held.addAll(more);
    }
  }

  /// Those that are still ours: what was assigned anew is not paused any more.
  private void release() {
    Set<TopicPartition> released = new HashSet<>(held);
    held.clear();
    resume(released);
  }

  /// What Streams pauses it also resumes.
  @Override
  public void pause(Collection<TopicPartition> partitions) {
    held.removeAll(Set.copyOf(partitions));
    super.pause(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    Set<TopicPartition> paused = new HashSet<>(paused());
    paused.removeAll(held);
    paused.retainAll(partitions);
    if (!paused.isEmpty()) {
      super.resume(paused);
    }
  }
}
