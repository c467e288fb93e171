package io.rivulet.local;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.TopicException;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.TopicReport;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/// The topics of a run.
public final class LocalTopics {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private LocalTopics() {}

  /// As [#provision(KafkaSettings, int)], without security.
  public static void provision(String servers, int partitions) {
    provision(KafkaSettings.of(servers), partitions);
  }

  /// Creates what is missing.
  ///
  /// @throws LocalException if a topic is not as it must be
  public static void provision(KafkaSettings kafka, int partitions) {
    provision(kafka, partitions, 1);
  }

  /// As [#provision(KafkaSettings, int)] on a cluster.
  ///
  /// @param partitions unless some were added
  /// @param replication copies of each partition
  public static void provision(KafkaSettings kafka, int partitions, int replication) {
    Layout layout = layout(kafka);
    if (layout.isMoving()) {
      // All are there, and some of them have more partitions than others.
      return;
    }
    int there = layout.current() == 0 ? partitions : layout.current();
    try (Admin admin = Admin.create(kafka.client())) {
      TopicReport report =
          new TopicProvisioner(admin, TIMEOUT).provision(Topics.spec(there, replication));
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

  private static Layout layout(KafkaSettings kafka) {
    try (var topic = new LayoutTopic(kafka, TIMEOUT)) {
      return topic.read();
    } catch (KafkaException | IllegalArgumentException e) {
      throw new LocalException("%s cannot be read: %s".formatted(Topics.LAYOUT, e.getMessage()), e);
    }
  }
}
