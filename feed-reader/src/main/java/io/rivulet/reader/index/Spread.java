package io.rivulet.reader.index;

import io.rivulet.topic.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Over how many partitions the topics are read: all there are, but for those that were added and
/// are still to be filled.
///
/// @param partitions by topic
/// @param layout which says so
record Spread(Map<String, Integer> partitions, Layout layout) {

  Spread {
    partitions = Map.copyOf(partitions);
  }

  /// As it is now.
  ///
  /// @param described how many partitions there are, by topic
  /// @param layout read after that: what was described before records are copied is what there was
  /// @throws KafkaException if Kafka does not show all yet that the layout speaks of
  static Spread of(Map<String, Integer> described, Layout layout) {
    int readable = layout.readable();
    if (readable == 0) {
      return new Spread(described, layout);
    }
    Map<String, Integer> partitions = new HashMap<>();
    described.forEach(
        (topic, there) -> {
          if (there < readable) {
            throw new KafkaException(
                "%s is to have %d partitions, Kafka shows %d".formatted(topic, readable, there));
          }
          partitions.put(topic, readable);
        });
    return new Spread(partitions, layout);
  }

  int of(String topic) {
    Integer number = partitions.get(topic);
    if (number == null) {
      throw new IllegalArgumentException("topic: expected one that is read, found " + topic);
    }
    return number;
  }

  /// All partitions that are read.
  List<TopicPartition> all() {
    return partitions.entrySet().stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.getValue())
                    .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
        .toList();
  }
}
