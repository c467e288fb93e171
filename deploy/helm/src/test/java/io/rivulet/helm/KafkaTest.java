package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.access.KafkaAccess;
import io.rivulet.access.Role;
import io.rivulet.topic.TopicSpec;
import io.rivulet.topic.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;

/// What Strimzi is asked to make is what `deploy/rivulet topics` and `access kafka` say.
class KafkaTest {
  @Test
  void topicsAreThoseOfTheCode() {
    Rendered chart =
        Chart.of("small", Map.of("kafka.strimzi.partitions", 32, "kafka.strimzi.replication", 3));
    List<TopicSpec> specs = Topics.spec(32, 3);
    assertThat(chart.of("KafkaTopic").map(Rendered::name))
        .containsExactlyInAnyOrderElementsOf(specs.stream().map(TopicSpec::name).toList());
    for (TopicSpec spec : specs) {
      JsonNode topic = chart.one("KafkaTopic", spec.name()).path("spec");
      assertThat(topic.path("partitions").asInt()).isEqualTo(spec.partitions());
      assertThat(topic.path("replicas").asInt()).isEqualTo(spec.replication());
      Map<String, String> config = new TreeMap<>();
      topic
          .path("config")
          .properties()
          .forEach(one -> config.put(one.getKey(), one.getValue().asText()));
      assertThat(config).as(spec.name()).isEqualTo(new TreeMap<>(spec.config()));
    }
  }

  @Test
  void twoCopiesMustHaveARecordOnlyWhereThereAreThree() {
    assertThat(Chart.of("small", Map.of("kafka.strimzi.replication", 1)).of("KafkaTopic"))
        .allSatisfy(
            topic ->
                assertThat(topic.at("/spec/config/min.insync.replicas").asText()).isEqualTo("1"));
  }

  @Test
  void usersMayWhatTheirServiceNeedsAndNothingElse() {
    Rendered chart = Chart.of("small");
    assertThat(chart.of("KafkaUser")).hasSize(3);
    for (Role role : List.of(Role.INGEST, Role.FANOUT, Role.READER)) {
      JsonNode user = chart.one("KafkaUser", role.user()).path("spec");
      assertThat(user.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
      Set<String> granted =
          Rendered.all(user.at("/authorization/acls"))
              .flatMap(
                  rule ->
                      Rendered.all(rule.path("operations"))
                          .map(operation -> right(rule.path("resource"), operation.asText())))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(granted)
          .as(role.user())
          .isEqualTo(
              new KafkaAccess("feed-fanout")
                  .of(role).stream()
                      .map(KafkaTest::right)
                      .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static String right(JsonNode resource, String operation) {
    return "%s %s %s %s"
        .formatted(
            resource.path("type").asText(),
            resource.path("patternType").asText(),
            resource.path("name").asText(),
            operation.toLowerCase(Locale.ROOT));
  }

  private static String right(AclBinding binding) {
    return "%s %s %s %s"
        .formatted(
            binding.pattern().resourceType().name().toLowerCase(Locale.ROOT),
            binding.pattern().patternType() == PatternType.PREFIXED ? "prefix" : "literal",
            binding.pattern().name(),
            binding.entry().operation().name().replace("_", "").toLowerCase(Locale.ROOT));
  }

  /// Pods take their Secrets by the names of the users that Strimzi makes them for.
  @Test
  void aUserIsTheNameOfItsSecret() {
    Rendered chart = Chart.of("small", Map.of("kafka.users.fanout", "workers"));
    assertThat(chart.of("KafkaUser").map(Rendered::name)).contains("workers");
    assertThat(Rendered.pod(chart.workload("feed-fanout")).findValuesAsText("name"))
        .contains("workers");
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsReason() {
    assertThatThrownBy(() -> Chart.text("small", Map.of("kafka.security", "sasl")))
        .hasMessageContaining("kafka.security: expected scram, tls or plaintext, found sasl");
    assertThatThrownBy(() -> Chart.text("small", Map.of("autoscaling.by", "hand")))
        .hasMessageContaining("autoscaling.by: expected none, keda or hpa, found hand");
    assertThatThrownBy(() -> Chart.text("small", Map.of("ingest.replicas", 513)))
        .hasMessageContaining("ingest.replicas: expected 1 to 512");
    assertThatThrownBy(() -> Chart.text("small", Map.of("kafka.servers", "kafka")))
        .hasMessageContaining("kafka has no port");
    assertThatThrownBy(
            () ->
                Chart.text(
                    "small",
                    Map.of(
                        "autoscaling.by", "keda", "autoscaling.least", 3, "autoscaling.most", 3)))
        .hasMessageContaining("no number from 3 to 3 shares 4 partitions evenly");
  }
}
