package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Makes a partition that was added as long as the one it comes of: what belongs to it at the
/// offset it had, and fillers.
///
/// How far it is, its own end says; so it goes on where it was ended.
record TruthCopy(KafkaSettings kafka, Cluster cluster, Watcher watcher) {
  private static final List<Header> NO_HEADERS = List.of();

  /// Copies what belongs to a partition.
  ///
  /// @param end of what is copied, at which nobody writes any more
  void copy(TopicPartition from, TopicPartition to, long end, Belonging belonging) {
    long there = there(to, end);
    if (there == end) {
      return;
    }
    try (Reading reading = new Reading(kafka);
        Writing writing = new Writing(kafka, to)) {
      Copying copying = new Copying(writing, to, belonging, there);
      long first = Math.clamp(cluster.beginning(from), there, end);
      copying.fillTo(first);
      if (first < end) {
        reading.read(from, first, end, copying::take, copying::reached);
      }
      copying.reached(end);
      writing.finish();
    }
    require(to, end);
  }

  /// Fills a partition to which nothing is copied.
  void fill(TopicPartition to, long end) {
    long there = there(to, end);
    if (there == end) {
      return;
    }
    try (Writing writing = new Writing(kafka, to)) {
      Copying copying = new Copying(writing, to, (_, _) -> false, there);
      while (copying.next < end) {
        copying.reached(Math.min(end, copying.next + Copying.PORTION));
      }
      writing.finish();
    }
    require(to, end);
  }

  private long there(TopicPartition to, long end) {
    long there = cluster.end(to);
    if (there > end) {
      throw tooLong(to, there, end);
    }
    return there;
  }

  private void require(TopicPartition to, long end) {
    long there = cluster.end(to);
    if (there != end) {
      throw tooLong(to, there, end);
    }
  }

  private static RepartitionException tooLong(TopicPartition to, long there, long end) {
    return new RepartitionException(
        ("%s ends at %d and has to end at %d: somebody else writes to it. Stop all writers; do not "
                + "go on, see \"More partitions\" in deploy/README.md")
            .formatted(to, there, end));
  }

  /// One partition under way.
  private final class Copying {
    private static final int PORTION = 50_000;

    private final Writing writing;
    private final TopicPartition to;
    private final Belonging belonging;
    private final byte @Nullable [] fillerKey;
    private long next;
    private long time;
    private long told;
    private long moved;
    private long bytes;

    Copying(Writing writing, TopicPartition to, Belonging belonging, long next) {
      this.writing = writing;
      this.to = to;
      this.belonging = belonging;
      this.fillerKey = Topics.fillerKey(to.topic());
      this.next = next;
      this.told = next;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      fillTo(record.offset());
      time = Fingerprint.time(record);
      if (belonging.to(to.partition(), record)) {
        append(record.key(), record.value(), record.headers());
        moved++;
        bytes +=
            Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
      } else {
        fillTo(record.offset() + 1);
      }
    }

    void fillTo(long offset) {
      while (next < offset) {
        append(fillerKey, null, NO_HEADERS);
      }
    }

    private void append(byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
      writing.append(
          next++, new ProducerRecord<>(to.topic(), to.partition(), time, key, value, headers));
    }

    void reached(long offset) {
      fillTo(offset);
      watcher.passed(next - told, moved, bytes);
      told = next;
      moved = 0;
      bytes = 0;
    }
  }
}
