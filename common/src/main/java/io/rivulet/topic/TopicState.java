package io.rivulet.topic;

import java.util.Map;

/// A topic as it is.
///
/// @param replication the smallest number of copies of any partition
record TopicState(String name, int partitions, int replication, Map<String, String> config) {

  TopicState {
    config = Map.copyOf(config);
  }
}
