package io.rivulet.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.servers.ProgramPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What systemd's own tool says: skipped where it is not installed, but where the environment has
/// `FEED_CLIENTS=required`, as in CI.
class SystemdAnalyzeTest {
  /// Tenths of ten, what `systemd-analyze security` calls *OK*. What is left are the network, and
  /// system calls that a JVM makes.
  private static final int MOST_EXPOSURE = 20;

  private static Path analyze;

  @TempDir private Path folder;

  static Stream<UnitFile> units() {
    return UnitFile.shipped().stream();
  }

  @BeforeAll
  static void find() {
    Optional<Path> found = ProgramPath.find("systemd-analyze");
    String problem = "systemd-analyze is not installed (Debian: apt-get install systemd)";
    if ("required".equals(System.getenv("FEED_CLIENTS"))) {
      assertThat(found).as(problem).isPresent();
    } else if (found.isEmpty()) {
      // Surefire does not tell why a whole class is skipped.
      System.out.println("Skipped: " + problem);
      assumeTrue(false, problem);
    }
    analyze = found.orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("units")
  void systemdFindsNoFaultInAUnit(UnitFile unit) throws Exception {
    assertThat(run(unit, "verify", "--man=no", "--recursive-errors=no").lines())
        .noneMatch(line -> line.contains(unit.name()));
  }

  @ParameterizedTest
  @MethodSource("units")
  void aUnitIsOpenToLittle(UnitFile unit) throws Exception {
    assertThat(run(unit, "security", "--offline=true", "--threshold=" + MOST_EXPOSURE))
        .contains("Overall exposure level");
  }

  /// As it is deployed, with a Java that this machine has.
  private String run(UnitFile unit, String... arguments) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path deployed =
        Files.writeString(
            folder.resolve(unit.name()),
            Files.readString(unit.path()).replace("/opt/rivulet/jdk/bin/java", java));
    List<String> command = new ArrayList<>(List.of(analyze.toString()));
    command.addAll(List.of(arguments));
    command.add(deployed.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said;
  }
}
