package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who reaches whom.
class NetworkTest {
  static Stream<Rendered> charts() {
    return Variants.all();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void servicesLeadToThePortsOfTheirPods(Rendered chart) {
    assertThat(chart.of("Service")).hasSize(3);
    for (JsonNode workload : chart.workloads()) {
      JsonNode labels = workload.at("/spec/template/metadata/labels");
      assertThat(Selector.matches(workload.at("/spec/selector"), labels)).isTrue();
      JsonNode service = chart.one("Service", Rendered.name(workload)).path("spec");
      assertThat(service.path("selector").properties())
          .allSatisfy(label -> assertThat(label.getValue()).isEqualTo(labels.path(label.getKey())));
      List<String> ports =
          Rendered.all(Rendered.container(workload).path("ports"))
              .map(port -> port.path("name").asText())
              .toList();
      assertThat(ports).contains(service.at("/ports/0/targetPort").asText());
      if (workload.path("kind").asText().equals("StatefulSet")) {
        assertThat(workload.at("/spec/serviceName").asText()).isEqualTo(Rendered.name(workload));
      }
    }
  }

  /// A worker's name is one that its headless service gives.
  @Test
  void theDoorsAddressIsTheWorkersOwn() {
    Rendered chart = Chart.of("small");
    assertThat(
            Environment.of(Rendered.container(chart.workload("feed-fanout")))
                .get("RIVULET_DOOR_ADDRESS"))
        .isEqualTo("https://feed-fanout-0.feed-fanout.feeds.svc:8443");
    assertThat(chart.one("Service", "feed-fanout").at("/spec/clusterIP").asText())
        .isEqualTo("None");
  }

  /// All pods of ours are shut but for what is said, and each container port is said.
  static Stream<Rendered> guarded() {
    return charts().filter(chart -> chart.of("NetworkPolicy").findAny().isPresent());
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void everyPortThatIsUsedIsOpenAndNoOther(Rendered chart) {
    JsonNode shut = chart.one("NetworkPolicy", "rivulet-nothing-else").path("spec");
    assertThat(shut.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    assertThat(shut.has("ingress") || shut.has("egress")).isFalse();
    for (JsonNode workload : chart.workloads()) {
      JsonNode labels = workload.at("/spec/template/metadata/labels");
      assertThat(Selector.matches(shut.path("podSelector"), labels)).isTrue();
      JsonNode policy = chart.one("NetworkPolicy", Rendered.name(workload)).path("spec");
      assertThat(Selector.matches(policy.path("podSelector"), labels)).isTrue();
      assertThat(ports(policy.path("ingress")))
          .containsExactlyInAnyOrderElementsOf(
              Rendered.all(Rendered.container(workload).path("ports"))
                  .map(port -> port.path("containerPort").asInt())
                  .toList());
      assertThat(ports(policy.path("egress"))).contains(53, 443);
    }
  }

  @Test
  void whatIsAskedElsewhereIsOpenByItsPort() {
    Rendered chart = Chart.of("small", Variants.EVERYTHING);
    assertThat(ports(egress(chart, "feed-ingest")))
        .containsExactlyInAnyOrder(53, 53, 9093, 6379, 443, 8443, 4318);
    assertThat(ports(egress(chart, "feed-fanout")))
        .containsExactlyInAnyOrder(53, 53, 9093, 6379, 443, 4318);
    assertThat(ports(egress(chart, "feed-reader")))
        .containsExactlyInAnyOrder(53, 53, 9093, 6379, 443, 8443, 4318);
    assertThat(ports(egress(Chart.of("small", Variants.CERTIFICATES), "feed-reader")))
        .as("without an index a reader has nothing to do with Kafka")
        .doesNotContain(9093);
    Rendered others =
        Chart.of(
            "small",
            Map.of("redis.uri", "rediss://a:7001,rediss://b:7002", "kafka.servers", "k:9094"));
    assertThat(ports(egress(others, "feed-fanout")))
        .containsExactlyInAnyOrder(53, 53, 9094, 7001, 7002, 443);
  }

  /// Readers and ingests alone come to a worker's door.
  @Test
  void theDoorIsForOurOwn() {
    JsonNode door = Chart.of("small").one("NetworkPolicy", "feed-fanout").at("/spec/ingress/0");
    assertThat(
            Rendered.all(door.path("from"))
                .map(peer -> peer.at("/podSelector/matchLabels/app.kubernetes.io~1name").asText()))
        .containsExactly("feed-ingest", "feed-reader");
  }

  private static JsonNode egress(Rendered chart, String name) {
    return chart.one("NetworkPolicy", name).at("/spec/egress");
  }

  private static List<Integer> ports(JsonNode rules) {
    return Rendered.all(rules)
        .flatMap(rule -> Rendered.all(rule.path("ports")))
        .map(port -> port.path("port").asInt())
        .toList();
  }
}
