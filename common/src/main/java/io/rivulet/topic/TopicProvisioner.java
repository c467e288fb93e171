package io.rivulet.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Creates topics that are missing, and reports how existing ones differ from what they must be.
///
/// Never changes a topic that exists. Two provisioners at once do no harm.
public final class TopicProvisioner {

  private final Admin admin;
  private final Duration timeout;

  /// @param timeout how long to wait for each answer of the cluster
  public TopicProvisioner(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /// Creates what is missing, then compares everything.
  ///
  /// @throws TopicException if the cluster did not answer in time or refused
  public TopicReport provision(List<TopicSpec> specs) {
    Map<String, TopicDescription> found = describe(specs);
    List<TopicSpec> missing =
        specs.stream().filter(spec -> !found.containsKey(spec.name())).toList();
    List<String> created = create(missing);
    // What was just created has the configuration it was created with; the cluster may not show it
    // yet.
    List<TopicSpec> existing =
        specs.stream().filter(spec -> !created.contains(spec.name())).toList();
    return new TopicReport(created, differences(existing, specs));
  }

  /// Compares without creating; a missing topic is a difference.
  ///
  /// @throws TopicException if the cluster did not answer in time or refused
  public TopicReport check(List<TopicSpec> specs) {
    return new TopicReport(List.of(), differences(specs, specs));
  }

  private List<TopicDifference> differences(List<TopicSpec> compared, List<TopicSpec> all) {
    Map<String, TopicState> states = states(compared);
    List<TopicDifference> differences = new ArrayList<>();
    Map<String, Integer> partitions = new HashMap<>();
    all.forEach(spec -> partitions.put(spec.name(), spec.partitions()));
    for (TopicSpec spec : compared) {
      TopicState state = states.get(spec.name());
      if (state == null) {
        differences.add(new TopicDifference(spec.name(), "topic", "to exist", "nothing"));
        continue;
      }
      partitions.put(spec.name(), state.partitions());
      differences.addAll(TopicComparison.compare(spec, state));
    }
    differences.addAll(TopicComparison.coPartitioning(partitions));
    return differences;
  }

  private List<String> create(List<TopicSpec> missing) {
    List<String> created = new ArrayList<>();
    Map<String, KafkaFuture<Void>> results =
        admin.createTopics(missing.stream().map(TopicSpec::newTopic).toList()).values();
    results.forEach(
        (name, future) -> {
          try {
            var _ = await(future, "create " + name);
            created.add(name);
          } catch (TopicException e) {
            // Somebody else was faster: then it is compared like any other.
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw e;
            }
          }
        });
    created.sort(Comparator.naturalOrder());
    return created;
  }

  private Map<String, TopicDescription> describe(List<TopicSpec> specs) {
    List<String> names = specs.stream().map(TopicSpec::name).toList();
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, await(future, "describe " + name));
              } catch (TopicException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw e;
                }
              }
            });
    return found;
  }

  private Map<String, TopicState> states(List<TopicSpec> specs) {
    Map<String, TopicDescription> described = describe(specs);
    Map<ConfigResource, Config> configs =
        await(
            admin.describeConfigs(resources(described.keySet())).all(), "describe configurations");
    Map<String, TopicState> states = new HashMap<>();
    configs.forEach(
        (resource, config) -> {
          TopicDescription topic = described.get(resource.name());
          if (topic != null) {
            states.put(resource.name(), state(topic, config));
          }
        });
    return states;
  }

  private static List<ConfigResource> resources(Collection<String> names) {
    return names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
  }

  private static TopicState state(TopicDescription topic, Config config) {
    int replication =
        topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    Map<String, String> values = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return new TopicState(topic.name(), topic.partitions().size(), replication, values);
  }

  private <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new TopicException("cannot " + what, e.getCause());
    } catch (TimeoutException e) {
      throw new TopicException("cannot " + what + ": no answer within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("interrupted: cannot " + what, e);
    }
  }
}
