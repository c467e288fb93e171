package io.rivulet.reader.index;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Layout.Step;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The four topics as a list of records, each event in the partition of its key.
final class Topic {
  static final Map<String, String> IDS =
      Map.of(Topics.POSTS, "p1", Topics.RELATIONS, "r1", Topics.ACCOUNTS, "a1", Topics.ACTS, "c1");

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private int partitions;
  private Layout layout = Layout.AS_CREATED;

  Topic() {
    this(4);
  }

  Topic(int partitions) {
    this.partitions = partitions;
  }

  /// The partition of a key of this number of them.
  TopicPartition place(String topic, long key) {
    return new TopicPartition(topic, Topics.partition(key, partitions));
  }

  Spread spread() {
    return new Spread(
        IDS.keySet().stream().collect(Collectors.toMap(topic -> topic, _ -> partitions)), layout);
  }

  Topic with(Event... events) {
    for (Event event : events) {
      add(event);
    }
    return this;
  }

  /// Adds a record and returns its offset.
  long add(Event event) {
    TopicPartition place = place(Topics.of(event), event.key());
    return append(place, Topics.key(event.key()), EventJson.encode(event));
  }

  private long append(TopicPartition place, byte[] key, byte[] value) {
    long offset = ends.merge(place, 1L, Long::sum) - 1;
    records.add(new ConsumerRecord<>(place.topic(), place.partition(), offset, key, value));
    return offset;
  }

  /// Adds partitions as `deploy/rivulet repartition` does: what moves is copied to the same offset.
  void widen(int more) {
    Map<String, List<Long>> copied = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> before = List.copyOf(records);
    for (String topic : IDS.keySet()) {
      copied.put(
          topic,
          IntStream.range(0, partitions)
              .mapToObj(one -> ends.getOrDefault(new TopicPartition(topic, one), 0L))
              .toList());
      for (int added = partitions; added < more; added++) {
        fill(before, new TopicPartition(topic, added), more);
      }
    }
    layout = new Layout(Step.SETTLED, more, partitions, copied, null, null);
    partitions = more;
  }

  @SuppressWarnings("NullAway") // Kafka's fillers have neither key nor value.
  private void fill(List<ConsumerRecord<byte[], byte[]>> before, TopicPartition added, int more) {
    for (ConsumerRecord<byte[], byte[]> record : before) {
      if (record.topic().equals(added.topic())
          && record.partition() == added.partition() % partitions) {
        boolean moves = !Topics.isElsewhere(record.key(), record.value(), added.partition(), more);
        append(
            added,
            moves ? record.key() : Topics.fillerKey(added.topic()),
            moves ? record.value() : null);
      }
    }
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }
}
