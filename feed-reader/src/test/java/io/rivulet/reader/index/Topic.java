package io.rivulet.reader.index;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The three topics as a list of records, each event in the partition of its key.
final class Topic {
  static final Map<String, String> IDS =
      Map.of(Topics.POSTS, "p1", Topics.RELATIONS, "r1", Topics.ACCOUNTS, "a1");
  private static final int PARTITIONS = 4;

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  Topic with(Event... events) {
    for (Event event : events) {
      add(event);
    }
    return this;
  }

  /// Adds a record and returns its offset.
  long add(Event event) {
    int partition = (int) (event.key() % PARTITIONS);
    TopicPartition place = new TopicPartition(Topics.of(event), partition);
    long offset = ends.merge(place, 1L, Long::sum) - 1;
    records.add(
        new ConsumerRecord<>(
            place.topic(), partition, offset, Topics.key(event.key()), EventJson.encode(event)));
    return offset;
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }
}
