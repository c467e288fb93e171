package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Reads from Kafka what a partition that was added has, and what it should have, and compares.
///
/// @param most keys that are held in memory at a time, a power of two; where there are more, a
///   compacted topic is read several times
record Comparison(KafkaSettings kafka, Cluster cluster, Watcher watcher, int most) {
  /// 64 MB.
  static final int MOST_KEYS = 1 << 21;

  /// How records are told apart.
  ///
  /// @param compacted whether only the newest of each key counts
  /// @param placed whether they have to lie at the same offsets
  record Kind(boolean compacted, boolean placed) {
    static final Kind KEPT = new Kind(false, true);
    static final Kind COMPACTED = new Kind(true, true);
    static final Kind CHANGELOG = new Kind(true, false);
  }

  /// Compares.
  ///
  /// @return what both have
  /// @throws RepartitionException if they differ
  Fingerprint compare(TopicPartition from, TopicPartition to, Belonging belonging, Kind kind) {
    Fingerprint wanted = of(from, to.partition(), belonging, kind);
    Fingerprint found = of(to, to.partition(), belonging, kind);
    if (!wanted.equals(found)) {
      throw new RepartitionException(
          ("%s has %,d records (%x) and %s has %,d (%x) that belong there: nothing is lost, since all "
                  + "is still in the former; do not go on, see \"More partitions\" in deploy/README.md")
              .formatted(to, found.records(), found.sum(), from, wanted.records(), wanted.sum()));
    }
    return found;
  }

  private Fingerprint of(TopicPartition partition, int belongsTo, Belonging belonging, Kind kind) {
    if (!kind.compacted()) {
      All all = new All(belongsTo, belonging);
      read(partition, all::take);
      return all.found;
    }
    for (int passes = 1; ; passes *= 2) {
      Newest newest = new Newest(belongsTo, belonging, kind.placed(), passes);
      if (newest.read(partition)) {
        return newest.found;
      }
    }
  }

  private void read(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> take) {
    long begin = cluster.beginning(partition);
    long[] at = {begin};
    try (Reading reading = new Reading(kafka)) {
      reading.read(
          partition,
          begin,
          cluster.end(partition),
          take,
          reached -> {
            watcher.passed(reached - at[0], 0, 0);
            at[0] = reached;
          });
    }
  }

  private static long placed(ConsumerRecord<byte[], byte[]> record) {
    return Fingerprint.mixed(Fingerprint.of(record) ^ record.offset());
  }

  /// Each record counts.
  private static final class All {
    private final int belongsTo;
    private final Belonging belonging;
    private Fingerprint found = Fingerprint.NOTHING;

    All(int belongsTo, Belonging belonging) {
      this.belongsTo = belongsTo;
      this.belonging = belonging;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      if (belonging.to(belongsTo, record)) {
        found = found.plus(placed(record));
      }
    }
  }

  /// The newest of each key counts: what was before it may have been compacted away.
  private final class Newest {
    private final int belongsTo;
    private final Belonging belonging;
    private final boolean placed;
    private final int passes;
    private final NewestRecords records = new NewestRecords(most);
    private Fingerprint found = Fingerprint.NOTHING;
    private int pass;
    private boolean full;

    Newest(int belongsTo, Belonging belonging, boolean placed, int passes) {
      this.belongsTo = belongsTo;
      this.belonging = belonging;
      this.placed = placed;
      this.passes = passes;
    }

    /// @return false if there are too many keys for so many passes
    boolean read(TopicPartition partition) {
      for (pass = 0; pass < passes && !full; pass++) {
        records.clear();
        Comparison.this.read(partition, this::take);
        found = found.plus(records.fingerprint());
      }
      return !full;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      if (full || !belonging.to(belongsTo, record)) {
        return;
      }
      long key = Fingerprint.of(record.key(), 1);
      if (Long.remainderUnsigned(key, passes) == pass) {
        long hash = placed ? placed(record) : Fingerprint.of(record);
        full = !records.put(key, record.value() == null ? 0 : hash);
      }
    }
  }
}
