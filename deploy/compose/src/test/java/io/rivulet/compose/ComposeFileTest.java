package io.rivulet.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.compose.Composition.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every container of `compose.yml` may and has, and what it is given.
class ComposeFileTest {
  /// They end by themselves, so that nobody asks for their health.
  private static final Set<String> ONCE = Set.of("topics", "redis-cluster", "operator");

  /// Which configuration of the repository a service has, and by whose names it is set.
  private static final Map<String, String> CONFIGURATIONS =
      Map.of(
          "feed-ingest", "feed-ingest/config/ingest.yml",
          "feed-fanout-1", "feed-fanout/config/fanout.yml",
          "feed-fanout-2", "feed-fanout/config/fanout.yml",
          "feed-reader", "feed-reader/config/reader.yml");

  private static final Composition composition = Composition.read();

  static List<Service> services() {
    return composition.services();
  }

  @Test
  void thereIsWhatASystemIsMadeOf() {
    assertThat(services())
        .extracting(Service::name)
        .containsExactlyInAnyOrder(
            "kafka-1",
            "kafka-2",
            "kafka-3",
            "topics",
            "redis-1",
            "redis-2",
            "redis-3",
            "redis-4",
            "redis-5",
            "redis-6",
            "redis-cluster",
            "feed-ingest",
            "feed-fanout-1",
            "feed-fanout-2",
            "feed-reader",
            "edge",
            "prometheus",
            "grafana",
            "operator");
  }

  @ParameterizedTest
  @MethodSource("services")
  void aContainerMayDoNothingThatItDoesNotNeed(Service service) {
    assertThat(service.settings().get("read_only")).isEqualTo(true);
    assertThat(service.text("user")).as("not root, and a number").matches("[1-9]\\d+:[1-9]\\d+");
    assertThat(service.list("cap_drop")).isEqualTo(List.of("ALL"));
    assertThat(service.list("cap_add")).isEmpty();
    assertThat(service.list("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
    assertThat(service.settings().keySet())
        .map(String::valueOf)
        .doesNotContain("privileged", "pid", "ipc", "devices");
    assertThat(service.text("network_mode")).isEqualTo("null");
    assertThat(service.text("mem_limit")).matches("\\d+[mg]");
    assertThat(service.settings().get("pids_limit")).isInstanceOf(Integer.class);
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatGoesOnSaysWhetherItIsWellAndHasTimeToEnd(Service service) {
    Map<?, ?> health = service.map("healthcheck");
    if (ONCE.contains(service.name())) {
      assertThat(health.get("disable")).isEqualTo(true);
      assertThat(service.text("restart")).isEqualTo("no");
    } else {
      assertThat(Composition.sequence(health.get("test"))).first().isEqualTo("CMD");
      assertThat(service.text("restart")).isEqualTo("unless-stopped");
      assertThat(service.text("stop_grace_period")).matches("\\d+s");
    }
  }

  @Test
  void theEdgeAloneIsReachedFromOutsideAndByThisMachineOnly() {
    for (Service service : services()) {
      if (service.name().equals("edge")) {
        assertThat(service.list("ports")).isEqualTo(List.of("127.0.0.1:8443:8443"));
        assertThat(service.list("networks")).isEqualTo(List.of("inner", "outer"));
      } else {
        assertThat(service.list("ports")).as(service.name()).isEmpty();
        assertThat(service.list("networks")).as(service.name()).isEqualTo(List.of("inner"));
      }
    }
    assertThat(Composition.mapping(composition.section("networks").get("inner")).get("internal"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @MethodSource("services")
  void whatIsMountedIsThereAndIsNotWritten(Service service) {
    assertThat(service.files().keySet()).allSatisfy(file -> assertThat(file).exists());
    for (Object volume : service.list("volumes")) {
      String[] parts = String.valueOf(volume).split(":", -1);
      if (parts[0].startsWith(".")) {
        assertThat(parts).as("%s", volume).hasSize(3).endsWith("ro");
      } else {
        assertThat(composition.section("volumes").keySet()).map(String::valueOf).contains(parts[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void aSecretIsAFileAndNoneIsInTheEnvironment(Service service) {
    for (Object one : service.list("secrets")) {
      assertThat(composition.section("secrets").keySet())
          .map(String::valueOf)
          .contains(String.valueOf(Composition.mapping(one).get("source")));
    }
    service
        .map("environment")
        .forEach(
            (name, value) -> {
              if (Pattern.compile("PASSWORD|SECRET|TOKEN|KEY").matcher((String) name).find()) {
                assertThat(String.valueOf(value)).as("%s", name).startsWith("/run/secrets/");
              }
            });
  }

  @Test
  void aVolumeIsOneContainersAlone() {
    List<String> used =
        services().stream()
            .flatMap(service -> service.list("volumes").stream())
            .map(volume -> String.valueOf(volume).split(":", -1)[0])
            .filter(name -> !name.startsWith("."))
            .toList();
    assertThat(used)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            composition.section("volumes").keySet().stream().map(String::valueOf).toList());
  }

  @Test
  void aServiceIsSetByNamesThatItsConfigurationKnows() {
    CONFIGURATIONS.forEach(
        (name, file) -> {
          Service service = composition.service(name);
          Path configuration = Composition.ROOT.resolve(file);
          List<String> known =
              Pattern.compile("\\$\\{([A-Z_]+)(:-[^}]*)?}")
                  .matcher(Composition.text(configuration))
                  .results()
                  .map(found -> found.group(1))
                  .toList();
          assertThat(service.map("environment").keySet())
              .as(name)
              .isNotEmpty()
              .allSatisfy(variable -> assertThat(known).contains((String) variable));
          assertThat(service.files()).containsKey(configuration);
          assertThat(service.list("command")).last().isEqualTo(service.files().get(configuration));
        });
  }

  @Test
  void aFileThatASettingNamesIsMounted() {
    for (String name : CONFIGURATIONS.keySet()) {
      Service service = composition.service(name);
      List<String> mounted =
          Stream.concat(
                  service.files().values().stream(),
                  service.list("secrets").stream()
                      .map(one -> "/run/secrets/" + Composition.mapping(one).get("target")))
              .toList();
      Stream.concat(
              service.map("environment").values().stream().map(String::valueOf),
              service.list("command").stream()
                  .map(one -> String.valueOf(one).replaceFirst("^-D[^=]+=", "")))
          .filter(value -> value.startsWith("/run/") || value.startsWith("/etc/"))
          .forEach(value -> assertThat(mounted).as(name).contains(value));
    }
  }

  @Test
  void whatIsWaitedForIsThereAndCanBeWaitedFor() {
    for (Service service : services()) {
      service
          .map("depends_on")
          .forEach(
              (other, how) ->
                  assertThat(Composition.mapping(how).get("condition"))
                      .as("%s waits for %s", service, other)
                      .isEqualTo(
                          ONCE.contains(composition.service((String) other).name())
                              ? "service_completed_successfully"
                              : "service_healthy"));
    }
  }

  @Test
  void workersHaveDoorsOfTheirOwnNames() {
    for (String name : List.of("feed-fanout-1", "feed-fanout-2")) {
      assertThat(composition.service(name).map("environment").get("RIVULET_DOOR_ADDRESS"))
          .isEqualTo("https://" + name + ":8093");
    }
  }

  @Test
  void imagesAreOursOrCanBeChosen() {
    String build = Composition.text(Composition.HERE.resolve("build"));
    for (Service service : services()) {
      String image = service.text("image");
      if (image.startsWith("rivulet/")) {
        assertThat(build).contains("\nimage " + image.substring("rivulet/".length()) + " ");
      } else {
        assertThat(image).as("a version, not whatever is newest").matches("[a-z/]+:v?\\d[\\d.]*");
      }
    }
    assertThat(Composition.variables())
        .contains("RIVULET_REDIS_IMAGE", "RIVULET_NGINX_IMAGE", "RIVULET_PROMETHEUS_IMAGE");
  }

  @Test
  void whatScriptsAreRunIsThere() {
    for (String script : List.of("base", "build", "secrets", "try")) {
      assertThat(Files.isExecutable(Composition.HERE.resolve(script))).as(script).isTrue();
    }
  }
}
