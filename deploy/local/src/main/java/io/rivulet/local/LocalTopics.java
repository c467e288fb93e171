package io.rivulet.local;

import io.rivulet.topic.TopicException;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.TopicReport;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// The topics of a run.
public final class LocalTopics {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private LocalTopics() {}

  /// Creates what is missing.
  ///
  /// @param kafka its bootstrap servers
  /// @throws LocalException if a topic is not as it must be
  public static void provision(String kafka, int partitions) {
    provision(kafka, partitions, 1);
  }

  /// As [#provision(String, int)] on a cluster.
  ///
  /// @param replication copies of each partition
  public static void provision(String kafka, int partitions, int replication) {
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
      TopicReport report =
          new TopicProvisioner(admin, TIMEOUT).provision(Topics.spec(partitions, replication));
      if (!report.matches()) {
        throw new LocalException(
            report.differences().stream()
                .map(Object::toString)
                .collect(
                    Collectors.joining(
                        "; ",
                        "Topics are not as they must be: ",
                        ": start with the --partitions they were made with, or with another --data DIR")));
      }
    } catch (TopicException e) {
      throw new LocalException("Topics cannot be created: " + e.getMessage(), e);
    }
  }
}
