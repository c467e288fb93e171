package io.rivulet.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What images are made by.
class DockerfilesTest {
  /// An instruction and what it is given.
  private record Line(String instruction, String arguments) {}

  private static List<Line> lines(String file) {
    String text =
        Composition.text(Composition.HERE.resolve(Path.of("images", file))).replace("\\\n", " ");
    return Arrays.stream(text.split("\n", -1))
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", 2))
        .map(parts -> new Line(parts[0], parts[1]))
        .toList();
  }

  private static List<String> of(List<Line> lines, String instruction) {
    return lines.stream()
        .filter(line -> line.instruction().equals(instruction))
        .map(Line::arguments)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"service.Dockerfile", "operator.Dockerfile", "kafka.Dockerfile"})
  void theBaseIsAnArgumentWithAPublicDefault(String file) {
    List<Line> lines = lines(file);
    assertThat(lines).first().isEqualTo(new Line("ARG", "BASE=eclipse-temurin:25-jre"));
    assertThat(of(lines, "FROM"))
        .endsWith("${BASE} AS trained", "${BASE}")
        .allMatch(from -> from.startsWith("${"), "an argument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service.Dockerfile", "operator.Dockerfile", "kafka.Dockerfile"})
  void whatRunsIsNotRootAndHasNothingOfTheBuildButItsOutcome(String file) {
    List<Line> all = lines(file);
    List<Line> runs = all.subList(all.lastIndexOf(new Line("FROM", "${BASE}")), all.size());
    assertThat(of(runs, "COPY")).singleElement().asString().startsWith("--from=trained ");
    assertThat(of(runs, "USER")).containsExactly("10001:10001");
    assertThat(runs.indexOf(new Line("USER", "10001:10001")))
        .as("nothing is made as another user afterwards")
        .isGreaterThan(
            runs.lastIndexOf(
                runs.stream().filter(line -> line.instruction().equals("RUN")).findAny().get()));
    assertThat(of(runs, "ENTRYPOINT")).singleElement().asString().startsWith("[");
    assertThat(of(all, "ADD")).isEmpty();
    assertThat(of(all, "ENV")).isEmpty();
  }

  /// The folder that the image has whose volume it is.
  @ParameterizedTest
  @ValueSource(strings = {"service.Dockerfile", "kafka.Dockerfile"})
  void theFolderOfAVolumeBelongsToWhoeverWritesIt(String file) {
    String made =
        of(lines(file), "RUN").stream().filter(run -> run.startsWith("mkdir")).findAny().get();
    String folder = file.startsWith("kafka") ? "/var/lib/kafka" : "/var/lib/rivulet";
    assertThat(made).contains("chown 10001:10001 " + folder);
    String prefix = file.startsWith("kafka") ? "rivulet/kafka" : "rivulet/feed-";
    assertThat(Composition.read().services())
        .filteredOn(service -> service.text("image").startsWith(prefix))
        .isNotEmpty()
        .allSatisfy(
            service ->
                assertThat(service.list("volumes"))
                    .map(String::valueOf)
                    .anyMatch(volume -> volume.endsWith(":" + folder)));
  }

  /// A training run looks for the admin port in the configuration.
  @ParameterizedTest
  @ValueSource(strings = {"ingest:8091", "fanout:8193", "reader:8092"})
  void aTrainingRunFindsTheAdminPort(String serviceAndPort) {
    String[] parts = serviceAndPort.split(":", 2);
    Path file = Composition.ROOT.resolve("feed-%s/config/%s.yml".formatted(parts[0], parts[0]));
    assertThat(
            Pattern.compile("(?m)^ *port: \\$\\{[A-Z_]*ADMIN_PORT:-([0-9]*)}")
                .matcher(Composition.text(file))
                .results()
                .map(found -> found.group(1)))
        .containsExactly(parts[1]);
    assertThat(Composition.text(Composition.HERE.resolve("images/train")))
        .contains("'s/^ *port: \\${[A-Z_]*ADMIN_PORT:-\\([0-9]*\\)}.*/\\1/p'");
  }
}
