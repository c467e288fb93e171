package io.rivulet.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Whoever is named in the files that containers are given is a container, by the port it has.
class NeighboursTest {
  private static final List<String> JOBS = List.of("feed-ingest", "feed-fanout", "feed-reader");
  private static final Composition composition = Composition.read();

  private static Object yaml(Path file) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Composition.text(file));
  }

  /// By job, what Prometheus looks at here.
  private static Map<String, List<?>> targets() {
    Map<String, List<?>> targets = new TreeMap<>();
    for (String job : JOBS) {
      Path file = Composition.HERE.resolve("targets/" + job + ".yml");
      targets.put(
          job,
          (List<?>)
              Composition.mapping(Composition.sequence(yaml(file)).getFirst()).get("targets"));
    }
    return targets;
  }

  @Test
  void prometheusLooksAtEachServiceByTheAdminPortThatItsHealthIsAskedAt() {
    List<String> expected =
        composition.services().stream()
            .filter(service -> service.name().startsWith("feed-"))
            .map(
                service ->
                    service.name()
                        + ":"
                        + Composition.sequence(service.map("healthcheck").get("test")).getLast())
            .toList();
    assertThat(targets().values().stream().flatMap(List::stream).map(String::valueOf))
        .containsExactlyInAnyOrderElementsOf(expected);
    targets()
        .forEach(
            (job, of) ->
                assertThat(of).map(String::valueOf).allMatch(target -> target.startsWith(job)));
  }

  @Test
  void theOperationsPageLooksAtTheSame() throws Exception {
    Map<String, List<?>> page = new TreeMap<>();
    for (var group :
        new ObjectMapper().readTree(Composition.HERE.resolve("targets/operations.json").toFile())) {
      List<String> of = new ArrayList<>();
      group.path("targets").forEach(target -> of.add(target.asText()));
      page.put(group.path("labels").path("job").asText(), of);
    }
    assertThat(page).isEqualTo(targets());
  }

  @Test
  void prometheusIsGivenItsConfigurationTargetsRulesAndToken() {
    var prometheus = composition.service("prometheus");
    Path monitoring = Composition.ROOT.resolve("deploy/monitoring");
    assertThat(prometheus.files())
        .contains(
            entry(monitoring.resolve("prometheus.yml"), "/etc/prometheus/prometheus.yml"),
            entry(monitoring.resolve("rules"), "/etc/prometheus/rules"),
            entry(Composition.HERE.resolve("targets"), "/etc/prometheus/targets"));
    Map<?, ?> configuration = (Map<?, ?>) yaml(monitoring.resolve("prometheus.yml"));
    for (Object job : Composition.sequence(configuration.get("scrape_configs"))) {
      Object token =
          Composition.mapping(Composition.mapping(job).get("authorization"))
              .get("credentials_file");
      assertThat(prometheus.list("secrets"))
          .map(one -> Composition.mapping(one).get("target"))
          .isEqualTo(List.of("/etc/prometheus/" + token));
    }
    assertThat(prometheus.list("command"))
        .map(String::valueOf)
        .contains("--config.file=/etc/prometheus/prometheus.yml");
  }

  @Test
  void grafanaIsGivenPrometheusAndTheDashboards() {
    var grafana = composition.service("grafana");
    Path monitoring = Composition.ROOT.resolve("deploy/monitoring");
    assertThat(grafana.map("environment").get("RIVULET_PROMETHEUS"))
        .isEqualTo("http://prometheus:9090");
    Map<?, ?> provider =
        (Map<?, ?>)
            Composition.sequence(
                    Composition.mapping(
                            yaml(monitoring.resolve("provisioning/dashboards/rivulet.yml")))
                        .get("providers"))
                .getFirst();
    assertThat(grafana.files())
        .contains(
            entry(monitoring.resolve("provisioning"), "/etc/grafana/provisioning"),
            entry(
                monitoring.resolve("dashboards"),
                String.valueOf(Composition.mapping(provider.get("options")).get("path"))));
  }

  @Test
  void theEdgeHandsRequestsToServicesByTheirPorts() {
    String edge = Composition.text(Composition.HERE.resolve("edge/nginx.conf"));
    assertThat(Pattern.compile("feed-[a-z0-9-]+:\\d+").matcher(edge).results())
        .extracting(found -> found.group())
        .contains("feed-ingest:8081", "feed-reader:8082")
        .allSatisfy(
            target -> {
              String[] parts = target.split(":", 2);
              String service = parts[0].substring("feed-".length());
              assertThat(composition.service(parts[0]).name()).isEqualTo(parts[0]);
              assertThat(
                      Composition.text(
                          Composition.ROOT.resolve(
                              "feed-%s/config/%s.yml".formatted(service, service))))
                  .containsPattern("port: \\$\\{[A-Z_]+:-" + parts[1] + "}");
            });
    assertThat(edge).contains("ssl_protocols TLSv1.2 TLSv1.3;", "listen 8443 ssl");
  }

  @Test
  void kafkaKeepsEachRecordThriceAndAnswersWithTwo() throws Exception {
    Properties properties = new Properties();
    properties.load(
        new StringReader(Composition.text(Composition.HERE.resolve("kafka/server.properties"))));
    assertThat(properties)
        .containsEntry("default.replication.factor", "3")
        .containsEntry("min.insync.replicas", "2")
        .containsEntry("unclean.leader.election.enable", "false")
        .containsEntry("auto.create.topics.enable", "false")
        .containsEntry("group.streams.num.standby.replicas", "0")
        .containsEntry("controller.quorum.voters", "1@kafka-1:9093,2@kafka-2:9093,3@kafka-3:9093");
    for (int node = 1; node <= 3; node++) {
      Map<?, ?> environment = composition.service("kafka-" + node).map("environment");
      assertThat(environment.get("KAFKA_NODE")).isEqualTo(Integer.toString(node));
      assertThat(environment.get("KAFKA_HOST")).isEqualTo("kafka-" + node);
    }
    assertThat(composition.service("topics").list("command"))
        .map(String::valueOf)
        .contains("--replication=3");
  }

  @Test
  void redisLetsNobodyInWithoutAPasswordAndEvictsNothing() {
    assertThat(Composition.text(Composition.HERE.resolve("redis/redis.conf")).lines())
        .contains(
            "aclfile /run/secrets/redis-users",
            "masteruser replica",
            "cluster-enabled yes",
            "appendonly yes",
            "maxmemory-policy noeviction");
    List<String> nodes =
        composition.services().stream()
            .map(Composition.Service::name)
            .filter(name -> name.matches("redis-\\d"))
            .toList();
    String joined =
        Composition.text(Composition.HERE.resolve("redis/join"))
            .lines()
            .filter(line -> line.startsWith("nodes=("))
            .findAny()
            .orElseThrow();
    assertThat(joined).isEqualTo("nodes=(" + String.join(" ", nodes) + ")");
    for (String service : JOBS) {
      String name = service.equals("feed-fanout") ? "feed-fanout-1" : service;
      Map<?, ?> environment = composition.service(name).map("environment");
      String uri =
          Stream.of("FEED_REDIS", "RIVULET_REDIS")
              .filter(environment::containsKey)
              .map(key -> String.valueOf(environment.get(key)))
              .findAny()
              .orElseThrow();
      assertThat(uri.split(",", -1))
          .containsExactlyElementsOf(
              nodes.stream().map(node -> "redis://" + node + ":6379").toList());
      assertThat(environment.values()).map(String::valueOf).contains(service);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "build", "secrets", "try"})
  void aScriptSaysWhatItDoesAndRefusesWhatItDoesNotKnow(String script) throws Exception {
    assertThat(run(script, "--help").waitFor()).isZero();
    assertThat(run(script, "--nonsense").waitFor()).isEqualTo(2);
  }

  private static Process run(String script, String argument) throws Exception {
    return new ProcessBuilder(Composition.HERE.resolve(script).toString(), argument)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
