package io.rivulet.cli;

import io.rivulet.local.LocalException;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.TopicReport;
import io.rivulet.topic.TopicSpec;
import io.rivulet.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `topics`
@Command(
    name = "topics",
    description = {
      "Creates the topics that are missing and compares all with what they must be.",
      "Never changes a topic that exists."
    },
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Runnable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Mixin private KafkaOption kafka = new KafkaOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--check", description = "Only compare")
  private boolean check;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = {
        "Of the main topics. Default: as many as were made by deploy/rivulet repartition,",
        "else " + Topics.DEFAULT_PARTITIONS
      })
  private @Nullable Integer partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Copies of each partition. Default: ${DEFAULT-VALUE}")
  private int replication = 1;

  @Override
  public void run() {
    List<TopicSpec> topics = specification(wanted());
    TopicReport report;
    try (Admin admin = Admin.create(kafka.settings().client())) {
      var provisioner = new TopicProvisioner(admin, TIMEOUT);
      report = check ? provisioner.check(topics) : provisioner.provision(topics);
    }
    PrintWriter out = spec.commandLine().getOut();
    report.created().forEach(topic -> out.println("created " + topic));
    report.differences().forEach(out::println);
    if (!report.matches()) {
      throw new LocalException(
          "%d differences: put them right by hand, since each way of doing so moves or loses records"
              .formatted(report.differences().size()));
    }
    topics.forEach(
        topic ->
            out.printf("%s: as it must be, %d partitions%n", topic.name(), topic.partitions()));
  }

  private int wanted() {
    if (partitions != null) {
      return partitions;
    }
    try (var topic = new LayoutTopic(kafka.settings(), TIMEOUT)) {
      Layout layout = topic.read();
      if (!layout.isSettled()) {
        throw new LocalException(
            "Partitions are being added: finish that first, with: deploy/rivulet repartition --partitions "
                + layout.partitions());
      }
      return layout.readable() == 0 ? Topics.DEFAULT_PARTITIONS : layout.readable();
    }
  }

  private List<TopicSpec> specification(int partitions) {
    try {
      return Topics.spec(partitions, replication);
    } catch (IllegalArgumentException e) {
      throw new LocalException(
          Optional.ofNullable(e.getMessage()).orElse("partitions or replication out of bounds"), e);
    }
  }
}
