package io.rivulet.reader.index;

import io.rivulet.event.Origin;
import io.rivulet.topic.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far the topics were read, over how many partitions, and which submissions were seen: a part
/// of each commit, so that what the index holds is always exactly what the records up to here make.
///
/// Like the fan-out, it passes over what was made a second time from one submission: of one
/// partition of submissions, an event not above the highest [Origin#order] of its own partition.
final class Positions {
  private static final String FORMAT = "format";

  /// Another number builds all indexes anew.
  private static final String CURRENT = "1";

  private static final String OFFSET = "offset:";
  private static final String ORIGIN = "origin:";
  private static final String TOPIC = "topic:";
  private static final String PARTITIONS = "partitions:";

  private final Map<String, String> topics;
  private final Map<String, Integer> partitions;
  private final Spread spread;
  private final Map<TopicPartition, Long> offsets = new HashMap<>();
  private final Map<String, Long> origins = new HashMap<>();

  /// @param topics ids by name: a topic that was made anew has another id
  /// @param spread over which they are read
  Positions(Map<String, String> topics, Spread spread) {
    this.topics = Map.copyOf(topics);
    this.partitions = new HashMap<>(spread.partitions());
    this.spread = spread;
  }

  /// Goes on from a commit, over the partitions there are now.
  ///
  /// @return false if it is of another format, or of other topics, or cannot go on over them
  boolean resume(Map<String, String> commit) {
    if (!CURRENT.equals(commit.get(FORMAT))) {
      return false;
    }
    for (Map.Entry<String, String> topic : topics.entrySet()) {
      if (!topic.getValue().equals(commit.get(TOPIC + topic.getKey()))) {
        return false;
      }
    }
    commit.forEach(this::restore);
    for (String topic : topics.keySet()) {
      String before = commit.get(PARTITIONS + topic);
      if (before != null) {
        partitions.put(topic, Integer.parseInt(before));
      } else if (spread.layout().partitions() > 0) {
        // Of a version that did not note it: whether it has read the added ones is not known.
        return false;
      }
    }
    return widen(spread);
  }

  /// Goes on over more partitions. An added one holds the whole of one that there was, at the same
  /// offsets, and begins where that one stood: what of it was read and what was seen is the same
  /// for both. That ends where records were copied up to; past it each has its own.
  ///
  /// @return false if that cannot be told, as an index that stands past it, or was away while
  ///   partitions were added twice
  boolean widen(Spread wide) {
    if (!topics.keySet().stream().allMatch(topic -> canWiden(topic, wide))) {
      return false;
    }
    for (String topic : topics.keySet()) {
      int before = partitions(topic);
      for (int added = before; added < wide.of(topic); added++) {
        follow(new TopicPartition(topic, added % before), new TopicPartition(topic, added));
      }
      partitions.put(topic, wide.of(topic));
    }
    return true;
  }

  private boolean canWiden(String topic, Spread wide) {
    int before = partitions(topic);
    if (before == wide.of(topic)) {
      return true;
    }
    List<Long> copied = wide.layout().ends().get(topic);
    return copied != null
        && wide.layout().from() == before
        && wide.of(topic) % before == 0
        && IntStream.range(0, before)
            .allMatch(one -> next(new TopicPartition(topic, one)) <= copied.get(one));
  }

  private void follow(TopicPartition before, TopicPartition added) {
    Long next = offsets.get(before);
    if (next != null) {
      offsets.put(added, next);
    }
    String seen = origins(before);
    Map<String, Long> same = new HashMap<>();
    origins.forEach(
        (name, order) -> {
          if (name.startsWith(seen)) {
            same.put(origins(added) + name.substring(seen.length()), order);
          }
        });
    origins.putAll(same);
  }

  /// Whether a layout speaks of more partitions than are read.
  boolean isOutgrown(Layout layout) {
    return partitions.values().stream().anyMatch(number -> number < layout.readable());
  }

  /// How many partitions of a topic are read.
  int partitions(String topic) {
    return Objects.requireNonNull(partitions.get(topic), topic);
  }

  private void restore(String name, String value) {
    if (name.startsWith(OFFSET)) {
      int split = name.lastIndexOf(':');
      offsets.put(
          new TopicPartition(
              name.substring(OFFSET.length(), split), Integer.parseInt(name.substring(split + 1))),
          Long.parseLong(value));
    } else if (name.startsWith(ORIGIN)) {
      origins.put(name, Long.parseLong(value));
    }
  }

  /// What goes into a commit.
  Map<String, String> commit() {
    Map<String, String> commit = new HashMap<>();
    commit.put(FORMAT, CURRENT);
    topics.forEach((topic, id) -> commit.put(TOPIC + topic, id));
    partitions.forEach((topic, number) -> commit.put(PARTITIONS + topic, number.toString()));
    offsets.forEach(
        (partition, offset) ->
            commit.put(
                OFFSET + partition.topic() + ":" + partition.partition(), Long.toString(offset)));
    origins.forEach((name, order) -> commit.put(name, Long.toString(order)));
    return commit;
  }

  /// The next offset to read, 0 if nothing was read.
  long next(TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  void read(TopicPartition partition, long offset) {
    offsets.put(partition, offset + 1);
  }

  boolean isReplay(TopicPartition partition, @Nullable Origin origin) {
    return origin != null && origins.getOrDefault(name(partition, origin), -1L) >= origin.order();
  }

  void saw(TopicPartition partition, @Nullable Origin origin) {
    if (origin != null) {
      origins.merge(name(partition, origin), origin.order(), Math::max);
    }
  }

  private static String name(TopicPartition partition, Origin origin) {
    return origins(partition) + origin.partition();
  }

  private static String origins(TopicPartition partition) {
    return ORIGIN + partition.topic() + ":" + partition.partition() + ":";
  }
}
