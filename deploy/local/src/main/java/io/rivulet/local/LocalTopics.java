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

/// The topics of a run. Where partitions were added to those of an earlier one, there are to be as
/// many as then; where that is still going on, whoever began it goes on.
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

  private static Layout layout(KafkaSettings kafka) {
    try (LayoutTopic topic = new LayoutTopic(kafka, TIMEOUT)) {
      return topic.read();
    } catch (KafkaException e) {
      throw new LocalException(
          "Kafka does not say how its topics are laid out: " + e.getMessage(), e);
    }
  }

  /// As [#provision(KafkaSettings, int)] on a cluster.
  ///
  /// @param partitions unless some were added
  /// @param replication copies of each partition
  public static void provision(KafkaSettings kafka, int partitions, int replication) {
    Layout layout = layout(kafka);
    int expected = layout.readable() == 0 ? partitions : layout.readable();
    try (Admin admin = Admin.create(kafka.client())) {
      var provisioner = new TopicProvisioner(admin, TIMEOUT);
      TopicReport report = provisioner.provision(Topics.spec(expected, replication));
      if (!report.matches() && layout.step() == Layout.Step.COPYING) {
        return;
      }
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
