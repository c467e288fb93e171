package io.rivulet.repartition;

import io.rivulet.fanout.StoreHomes;
import io.rivulet.topic.Topics;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Which records of a topic belong to a partition, of those that there are to be.
@FunctionalInterface
interface Belonging {
  boolean to(int partition, ConsumerRecord<byte[], byte[]> record);

  /// By the key. A record without one is nobody's, and stays where it is.
  static Belonging byKey(int partitions) {
    return (partition, record) ->
        record.key() != null
            && !Topics.isElsewhere(record.key(), record.value(), partition, partitions);
  }

  /// By what a store's key says.
  ///
  /// @throws RepartitionException from [#to] if it says what is not known
  static Belonging byStore(String store, int partitions) {
    return (partition, record) -> {
      OptionalInt home = home(store, partitions, record);
      return home.isEmpty() || home.getAsInt() == partition;
    };
  }

  /// Where a record of a store belongs; empty if everywhere.
  static OptionalInt home(String store, int partitions, ConsumerRecord<byte[], byte[]> record) {
    try {
      return StoreHomes.of(store, record.key(), record.value(), partitions);
    } catch (IllegalArgumentException e) {
      throw new RepartitionException(
          "%s-%d, offset %d: %s. Use the deploy/rivulet of the version that feed-fanout has"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }
}
