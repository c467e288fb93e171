package io.rivulet.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/// A topic as it must be.
///
/// @param config what matters and so is compared; whatever else is left to the cluster
public record TopicSpec(
    String name, int partitions, short replication, Map<String, String> config) {

  public TopicSpec {
    config = Map.copyOf(config);
  }

  TopicSpec with(String key, String value) {
    Map<String, String> more = new HashMap<>(config);
    more.put(key, value);
    return new TopicSpec(name, partitions, replication, more);
  }

  NewTopic newTopic() {
    return new NewTopic(name, partitions, replication).configs(config);
  }
}
