package io.rivulet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rivulet.servers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Admin admin =
      Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestServers.kafka()));

  /// Topics of this test alone: the same as the real ones but for their names.
  private final List<TopicSpec> specs = renamed("." + UUID.randomUUID());

  private final TopicProvisioner provisioner = new TopicProvisioner(admin, TIMEOUT);

  @AfterEach
  void disconnect() {
    admin.close();
  }

  private static List<TopicSpec> renamed(String suffix) {
    return Topics.spec(2, 1).stream()
        .map(
            spec ->
                new TopicSpec(
                    spec.name() + suffix, spec.partitions(), spec.replication(), spec.config()))
        .toList();
  }

  @Test
  void missingTopicsAreCreatedAsTheyMustBe() {
    TopicReport first = provisioner.provision(specs);
    assertThat(first.created())
        .containsExactlyInAnyOrderElementsOf(specs.stream().map(TopicSpec::name).toList());
    first.requireMatch();
    // A broker that is busy tells of new topics a moment later.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(provisioner.provision(specs))
                    .isEqualTo(new TopicReport(List.of(), List.of())));
    assertThat(provisioner.check(specs).matches()).isTrue();
  }

  @Test
  void aWrongTopicIsReportedAndLeftAlone() throws ExecutionException, InterruptedException {
    TopicSpec posts = specs.get(1);
    admin
        .createTopics(
            List.of(
                new NewTopic(posts.name(), 3, (short) 1)
                    .configs(Map.of("cleanup.policy", "compact", "retention.ms", "1000"))))
        .all()
        .get();
    for (int round = 0; round < 2; round++) {
      TopicReport report = provisioner.provision(specs);
      assertThat(report.created()).doesNotContain(posts.name());
      assertThat(report.differences())
          .containsExactly(
              new TopicDifference(posts.name(), "partitions", "2", "3"),
              new TopicDifference(posts.name(), "cleanup.policy", "delete", "compact"),
              new TopicDifference(posts.name(), "retention.ms", "-1", "1000"));
    }
  }

  @Test
  void checkingCreatesNothing() {
    List<String> missing =
        provisioner.check(specs).differences().stream().map(TopicDifference::toString).toList();
    assertThat(missing)
        .hasSize(specs.size())
        .allMatch(text -> text.endsWith(": topic: expected to exist, found nothing"));
    assertThat(provisioner.check(specs).differences()).hasSize(specs.size());
  }

  @Test
  void aClusterThatIsAwayIsSaidToBe() {
    try (Admin nobody =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 500,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 400))) {
      TopicProvisioner away = new TopicProvisioner(nobody, Duration.ofSeconds(2));
      assertThatThrownBy(() -> away.provision(specs))
          .isInstanceOf(TopicException.class)
          .hasMessageStartingWith("cannot describe feed.");
    }
  }
}
