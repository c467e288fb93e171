package io.rivulet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How pods run, start, are looked at and stop.
class PodsTest {
  /// What follows the server's own grace: fan-out's job takes up to 7 s, threads of submissions 5,
  /// clients of Kafka, Redis and traces some seconds each.
  private static final Duration REST = Duration.ofSeconds(30);

  static Stream<Rendered> charts() {
    return Variants.all();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void threeServicesRunWithNoRightsAndNothingToWriteButTheirVolumes(Rendered chart) {
    assertThat(chart.workloads())
        .extracting(Rendered::name)
        .containsExactlyInAnyOrder("feed-ingest", "feed-fanout", "feed-reader");
    for (JsonNode workload : chart.workloads()) {
      JsonNode pod = Rendered.pod(workload);
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.path("containers")).hasSize(1);
      JsonNode context = Rendered.container(workload).path("securityContext");
      assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }
  }

  /// Ports and paths are those of the service's own configuration: ConfigurationTest has a service
  /// read it with this environment.
  @ParameterizedTest
  @MethodSource("charts")
  void probesAskTheAdminPortAndOnlyReadinessAsksWhatElseIsWell(Rendered chart) {
    Map<String, Integer> admin =
        Map.of("feed-ingest", 8091, "feed-reader", 8092, "feed-fanout", 8193);
    for (JsonNode workload : chart.workloads()) {
      JsonNode container = Rendered.container(workload);
      JsonNode port =
          Rendered.all(container.path("ports"))
              .filter(one -> one.path("name").asText().equals("admin"))
              .findFirst()
              .orElseThrow();
      assertThat(port.path("containerPort").asInt()).isEqualTo(admin.get(Rendered.name(workload)));
      assertThat(Environment.of(container))
          .anySatisfy(
              (name, value) -> {
                assertThat(name).endsWith("ADMIN_PORT");
                assertThat(value).isEqualTo(port.path("containerPort").asText());
              });
      assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
      assertThat(container.at("/readinessProbe/httpGet/port").asText()).isEqualTo("admin");
      for (String probe : List.of("startupProbe", "livenessProbe")) {
        assertThat(container.path(probe).at("/tcpSocket/port").asText()).isEqualTo("admin");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("charts")
  void aStopHasTheTimeThatTheServiceTakes(Rendered chart) throws Exception {
    for (JsonNode workload : chart.workloads()) {
      String name = Rendered.name(workload);
      String file = name.substring("feed-".length()) + ".yml";
      String grace =
          Rendered.YAML.readTree(chart.file(name, file)).at("/server/shutdownGracePeriod").asText();
      assertThat(grace).endsWith(" seconds");
      Duration drain =
          Duration.ofSeconds(
              Rendered.container(workload).at("/lifecycle/preStop/sleep/seconds").asLong());
      assertThat(drain).isPositive();
      Duration needed = drain.plusSeconds(Long.parseLong(grace.replace(" seconds", ""))).plus(REST);
      assertThat(
              Duration.ofSeconds(
                  Rendered.pod(workload).path("terminationGracePeriodSeconds").asLong()))
          .isGreaterThanOrEqualTo(needed);
    }
  }

  @ParameterizedTest
  @MethodSource("charts")
  void oneAtATimeIsTakenAwayAndTheyAreSpread(Rendered chart) {
    for (JsonNode workload : chart.workloads()) {
      JsonNode labels = workload.at("/spec/template/metadata/labels");
      JsonNode budget = chart.one("PodDisruptionBudget", Rendered.name(workload)).path("spec");
      assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
      assertThat(Selector.matches(budget.path("selector"), labels)).isTrue();
      JsonNode spread = Rendered.pod(workload).path("topologySpreadConstraints");
      assertThat(Rendered.all(spread).map(one -> one.path("topologyKey").asText()))
          .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
      assertThat(Rendered.all(spread).map(one -> one.path("labelSelector")))
          .allMatch(selector -> Selector.matches(selector, labels));
    }
    assertThat(chart.of("PodDisruptionBudget")).hasSize(chart.workloads().size());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void storesHaveAVolumeEachAndUploadsOneThatAllShare(Rendered chart) {
    JsonNode fanout = chart.workload("feed-fanout");
    assertThat(fanout.at("/spec/volumeClaimTemplates/0/metadata/name").asText()).isEqualTo("state");
    assertThat(isBelowAMount(fanout, "RIVULET_STATE")).isTrue();
    assertThat(isBelowAMount(chart.workload("feed-ingest"), "FEED_MEDIA")).isTrue();
    JsonNode reader = chart.workload("feed-reader");
    boolean hasIndex = chart.file("feed-reader", "reader.yml").contains("index:");
    assertThat(reader.path("kind").asText()).isEqualTo(hasIndex ? "StatefulSet" : "Deployment");
    assertThat(reader.at("/spec/volumeClaimTemplates")).hasSize(hasIndex ? 1 : 0);
  }

  private static boolean isBelowAMount(JsonNode workload, String variable) {
    JsonNode container = Rendered.container(workload);
    String folder = Environment.of(container).getOrDefault(variable, "");
    return Rendered.all(container.path("volumeMounts"))
        .filter(mount -> !mount.path("readOnly").asBoolean())
        .map(mount -> mount.path("mountPath").asText())
        .filter(path -> !path.equals("/tmp"))
        .anyMatch(path -> folder.equals(path) || folder.startsWith(path + "/"));
  }

  /// With a quarter of a gigabyte for the JVM's own, and what the stores hold outside the heap.
  @ParameterizedTest
  @MethodSource("charts")
  void memoryHoldsTheHeapAndWhatIsBesideIt(Rendered chart) {
    for (JsonNode workload : chart.workloads()) {
      JsonNode container = Rendered.container(workload);
      Map<String, String> environment = Environment.of(container);
      long heap =
          Long.parseLong(
              environment.getOrDefault("JDK_JAVA_OPTIONS", "").replaceAll(".*-Xmx(\\d+)m.*", "$1"));
      long stores = Long.parseLong(environment.getOrDefault("RIVULET_STORE_MEGABYTES", "0"));
      long limit = Quantity.megabytes(container.at("/resources/limits/memory").asText());
      assertThat(limit).as(Rendered.name(workload)).isGreaterThanOrEqualTo(heap + stores + 256);
      assertThat(container.at("/resources/requests/memory"))
          .as("what is promised is what may be taken: nobody is thrown out for a neighbour")
          .isEqualTo(container.at("/resources/limits/memory"));
    }
  }

  @Test
  void eachIngestHasANumberOfItsOwn() {
    JsonNode node =
        Rendered.all(Rendered.container(Chart.of("small").workload("feed-ingest")).path("env"))
            .filter(one -> one.path("name").asText().equals("FEED_INGEST_NODE"))
            .findFirst()
            .orElseThrow();
    assertThat(node.at("/valueFrom/fieldRef/fieldPath").asText())
        .isEqualTo("metadata.labels['apps.kubernetes.io/pod-index']");
  }
}
