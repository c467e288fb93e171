package io.rivulet.reader.index;

import io.rivulet.event.Origin;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far the topics were read, and which submissions were seen: a part of each commit, so that
/// what the index holds is always exactly what the records up to here make.
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

  private final Map<String, String> topics;
  private final Map<TopicPartition, Long> offsets = new HashMap<>();
  private final Map<String, Long> origins = new HashMap<>();

  /// @param topics ids by name: a topic that was made anew has another id
  Positions(Map<String, String> topics) {
    this.topics = Map.copyOf(topics);
  }

  /// Goes on from a commit.
  ///
  /// @return false if it is of another format, or of other topics
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
    return true;
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
    return ORIGIN + partition.topic() + ":" + partition.partition() + ":" + origin.partition();
  }
}
