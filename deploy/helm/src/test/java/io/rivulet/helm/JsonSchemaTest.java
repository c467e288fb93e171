package io.rivulet.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.servers.ProgramPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The JSON schemas of Kubernetes, KEDA and the Prometheus operator, of an npm package: what is
/// missing or of another type. They let pass what they do not know, which SchemasTest does not.
/// Skipped where there is no npm, but where the environment has `FEED_CLIENTS=required`, as in CI.
class JsonSchemaTest {
  private static final Path FOLDER = Path.of("target", "schemas").toAbsolutePath();
  private static final String LOCK = "package-lock.json";

  private static Path node;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws Exception {
    Path npm = program("npm");
    node = program("node");
    Files.createDirectories(FOLDER);
    Path source = Path.of("src/test/resources/schemas");
    // What npm has installed, in its own words: there once an installation is complete.
    boolean same =
        Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
            && Files.mismatch(FOLDER.resolve(LOCK), source.resolve(LOCK)) < 0;
    for (String file : List.of("package.json", LOCK, "check.mjs")) {
      Files.copy(source.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!same) {
      Ended installed =
          run(
              npm.toString(),
              "ci",
              "--ignore-scripts",
              "--prefer-offline",
              "--no-audit",
              "--no-fund");
      assertThat(installed.code()).as(installed.said()).isZero();
    }
  }

  private static Path program(String name) {
    Optional<Path> found = ProgramPath.find(name);
    String problem = name + " is not installed (Debian: apt-get install npm)";
    if ("required".equals(System.getenv("FEED_CLIENTS"))) {
      assertThat(found).as(problem).isPresent();
    } else if (found.isEmpty()) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: " + problem);
      assumeTrue(false, problem);
    }
    return found.orElseThrow();
  }

  private record Ended(int code, String said) {}

  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  private Ended check(List<JsonNode> documents) throws IOException, InterruptedException {
    Path file = folder.resolve("documents.json");
    Rendered.JSON.writeValue(file.toFile(), documents);
    return run(node.toString(), "check.mjs", file.toString());
  }

  static Stream<Rendered> charts() {
    return Variants.all();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void everyDocumentHoldsToItsSchema(Rendered chart) throws Exception {
    Ended checked = check(chart.documents());
    long strimzi =
        chart.documents().stream()
            .filter(one -> one.path("apiVersion").asText().startsWith("kafka.strimzi.io/"))
            .count();
    assertThat(checked.said())
        .isEqualTo("checked: %d\n".formatted(chart.documents().size() - strimzi));
    assertThat(checked.code()).isZero();
  }

  @Test
  void whatIsMissingIsFound() throws Exception {
    ObjectNode workload = Chart.of("small").workload("feed-fanout").deepCopy();
    ((ObjectNode) workload.path("spec")).remove("selector");
    Ended checked = check(List.of(workload));
    assertThat(checked.said()).contains("must have required property selector");
    assertThat(checked.code()).isEqualTo(1);
  }
}
