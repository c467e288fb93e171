package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Has what moved of a state store lie where it belongs, and there only. Stores are not made anew
/// from the truth: that would take as long as all that was ever planned.
///
/// Each is begun anew if it is run again: a record that comes twice, after all that followed it the
/// first time, leaves the store as it was.
record ChangelogCopy(KafkaSettings kafka, Cluster cluster, Watcher watcher) {

  /// What is passed on to the watcher after each portion.
  private final class Passed {
    private long at;
    private long records;
    private long bytes;

    Passed(long at) {
      this.at = at;
    }

    void count(ConsumerRecord<byte[], byte[]> record) {
      records++;
      bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    void reached(long offset) {
      watcher.passed(offset - at, records, bytes);
      at = offset;
      records = 0;
      bytes = 0;
    }
  }

  /// Copies what belongs to a partition, in its order.
  void copy(TopicPartition from, TopicPartition to, Belonging belonging) {
    append(
        from,
        to,
        record ->
            belonging.to(to.partition(), record)
                ? new ProducerRecord<>(
                    to.topic(),
                    to.partition(),
                    Fingerprint.time(record),
                    record.key(),
                    record.value(),
                    record.headers())
                : null);
  }

  /// Takes out what belongs to another partition. What was read once and is not taken out yet is
  /// read again by whoever goes on, so no key is held in memory.
  ///
  /// @param from how many partitions there were: what would belong to one that does not come of
  ///   this one was copied nowhere
  void clear(String store, TopicPartition partition, int from, int partitions) {
    append(
        partition,
        partition,
        record -> {
          int home = Belonging.home(store, partitions, record).orElse(partition.partition());
          boolean moved = home != partition.partition() && home % from == partition.partition();
          return moved && record.value() != null
              ? new ProducerRecord<>(partition.topic(), partition.partition(), record.key(), null)
              : null;
        });
  }

  /// What is appended for a record that is read.
  private interface Made {
    @Nullable ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record);
  }

  /// Reads a partition to the end that it has now, and appends what is made of it.
  private void append(TopicPartition from, TopicPartition to, Made made) {
    long begin = cluster.beginning(from);
    try (Reading reading = new Reading(kafka);
        Writing writing = new Writing(kafka, to)) {
      Passed passed = new Passed(begin);
      reading.read(
          from,
          begin,
          cluster.end(from),
          record -> {
            ProducerRecord<byte[], byte[]> appended = made.of(record);
            if (appended != null) {
              writing.append(Writing.ANY, appended);
              passed.count(record);
            }
          },
          passed::reached);
      writing.finish();
    }
  }
}
