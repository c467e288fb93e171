package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rivulet.servers.ProgramPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus's own tool says: skipped where it is not installed, but where the environment
/// has `FEED_CLIENTS=required`, as in CI.
class PromtoolTest {
  private static Path promtool;

  /// The folder as it is deployed, with a token.
  @TempDir private Path deployed;

  @BeforeAll
  static void find() {
    Optional<Path> found = ProgramPath.find("promtool");
    String problem = "promtool is not installed (Debian: apt-get install prometheus)";
    if ("required".equals(System.getenv("FEED_CLIENTS"))) {
      assertThat(found).as(problem).isPresent();
    } else if (found.isEmpty()) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: " + problem);
      assumeTrue(false, problem);
    }
    promtool = found.orElseThrow();
  }

  @BeforeEach
  void deploy() throws IOException {
    Files.copy(Folder.HERE.resolve("prometheus.yml"), deployed.resolve("prometheus.yml"));
    for (String folder : List.of("rules", "tests", "targets")) {
      Files.createDirectory(deployed.resolve(folder));
      for (Path file : Folder.files(folder, ".yml")) {
        Files.copy(file, deployed.resolve(folder).resolve(file.getFileName()));
      }
    }
    Files.createDirectory(deployed.resolve("secrets"));
    Files.writeString(deployed.resolve("secrets/rivulet-token"), "a token of scope admin:read");
  }

  @Test
  void theConfigurationIsRightWithItsTargetsAndRules() throws Exception {
    assertThat(run("check", "config", "prometheus.yml"))
        .contains("SUCCESS: prometheus.yml is valid")
        .contains("SUCCESS: 10 rules found");
  }

  @Test
  void rulesAreRight() throws Exception {
    List<String> command = new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
    Folder.files("rules", ".yml").forEach(file -> command.add("rules/" + file.getFileName()));
    assertThat(run(command.toArray(String[]::new))).contains("SUCCESS");
  }

  @Test
  void alertsFireAndDoNotFireAsTheirTestsSay() throws Exception {
    for (Path file : Folder.files("tests", ".yml")) {
      assertThat(run("test", "rules", "tests/" + file.getFileName())).contains("SUCCESS");
    }
  }

  /// Each query as a rule, since promtool checks nothing smaller.
  @Test
  void queriesOfDashboardsAndOfTheRunbookAreRight() throws Exception {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode file = yaml.createObjectNode();
    ArrayNode rules = file.putArray("groups").addObject().put("name", "queries").putArray("rules");
    Stream<String> pictures =
        Dashboards.all().stream()
            .flatMap(Picture::of)
            .flatMap(picture -> picture.queries().stream())
            .map(query -> query.expression().replace("$__rate_interval", "1m"));
    Stream.concat(pictures, RunbookTest.queries().stream())
        .distinct()
        .forEach(
            query -> rules.addObject().put("record", "panel:" + rules.size()).put("expr", query));
    assertThat(rules.size()).isGreaterThan(80);
    yaml.writeValue(deployed.resolve("queries.yml").toFile(), file);
    assertThat(run("check", "rules", "queries.yml")).contains("SUCCESS: " + rules.size());
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(promtool.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(deployed.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said;
  }
}
