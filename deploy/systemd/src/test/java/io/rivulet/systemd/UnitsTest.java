package io.rivulet.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Units agree with what they start.
class UnitsTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final Pattern GRACE =
      Pattern.compile("^\\s*shutdownGracePeriod: (\\d+) seconds$", Pattern.MULTILINE);

  /// Dropwizard's own, where the file says nothing.
  private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

  /// What follows it, see the chart's PodsTest.
  private static final Duration REST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  static Stream<UnitFile> units() {
    return UnitFile.shipped().stream();
  }

  private static Set<String> variables(Path file) throws IOException {
    return VARIABLE
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachServiceHasAUnitAndWorkersAreInstances() {
    assertThat(units().map(UnitFile::name))
        .containsExactly("feed-fanout@.service", "feed-ingest.service", "feed-reader.service");
  }

  @ParameterizedTest
  @MethodSource("units")
  void variablesAreThoseOfTheShippedFile(UnitFile unit) throws IOException {
    Set<String> set = new HashSet<>(unit.environment().keySet());
    set.remove("JDK_JAVA_OPTIONS");
    assertThat(set).isSubsetOf(variables(unit.configuration()));
  }

  @Test
  void theExampleOfAnEnvironmentSetsWhatThereIsAndNoSecret() throws IOException {
    Properties example = new Properties();
    try (var reader = Files.newBufferedReader(UnitFile.FOLDER.resolve("rivulet.env"))) {
      example.load(reader);
    }
    Set<String> known = new TreeSet<>();
    for (UnitFile unit : UnitFile.shipped()) {
      known.addAll(variables(unit.configuration()));
    }
    assertThat(example.stringPropertyNames()).isSubsetOf(known);
    assertThat(example.stringPropertyNames()).noneMatch(name -> name.contains("PASSWORD"));
    // What has no default that would do on a machine with a proxy before it.
    assertThat(example.stringPropertyNames())
        .contains("FEED_KAFKA", "RIVULET_KAFKA", "FEED_REDIS", "RIVULET_REDIS", "FEED_TOKEN_KEYS");
  }

  /// The line itself, with this build's classes and the shipped file.
  @ParameterizedTest
  @MethodSource("units")
  void whatIsStartedBeforeSaysThatTheShippedFileIsRight(UnitFile unit) throws Exception {
    assertThat(unit.one("ExecStart"))
        .isEqualTo(
            unit.one("ExecStartPre")
                .replace("-XX:TieredStopAtLevel=1 ", "")
                .replace("--check-config", "server"));
    Ended right = started(unit, unit.configuration());
    assertThat(right.said()).endsWith(" is right\n");
    assertThat(right.code()).isZero();
    List<String> lines = new ArrayList<>(Files.readAllLines(unit.configuration()));
    lines.add("nonsense: 1");
    Ended wrong = started(unit, Files.write(folder.resolve("wrong.yml"), lines));
    assertThat(wrong.said()).contains("wrong.yml:%d: nonsense".formatted(lines.size()));
    assertThat(wrong.code()).isEqualTo(1);
  }

  private record Ended(int code, String said) {}

  private static Ended started(UnitFile unit, Path file) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(unit.one("ExecStartPre").split(" ", -1)));
    assertThat(command.set(0, java)).isEqualTo("/opt/rivulet/jdk/bin/java");
    int path = command.indexOf("-cp") + 1;
    assertThat(command.set(path, System.getProperty("java.class.path")))
        .isEqualTo("/opt/rivulet/" + unit.service() + "/*");
    assertThat(command.set(command.size() - 1, file.toString()))
        .isEqualTo("/etc/rivulet/" + unit.configuration().getFileName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    unit.environment().forEach(builder.environment()::put);
    // It would say so.
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @ParameterizedTest
  @MethodSource("units")
  void aStopHasTheTimeThatTheServiceTakes(UnitFile unit) throws IOException {
    Matcher grace = GRACE.matcher(Files.readString(unit.configuration()));
    Duration server =
        grace.find() ? Duration.ofSeconds(Long.parseLong(grace.group(1))) : USUAL_GRACE;
    assertThat(Duration.parse("PT" + unit.one("TimeoutStopSec")))
        .isGreaterThanOrEqualTo(server.plus(REST));
    assertThat(unit.one("Restart")).isEqualTo("on-failure");
    assertThat(unit.one("SuccessExitStatus")).as("a JVM's answer to SIGTERM").isEqualTo("143");
  }

  @ParameterizedTest
  @MethodSource("units")
  void memoryHoldsTheHeapAndWhatIsBesideIt(UnitFile unit) {
    Map<String, String> environment = unit.environment();
    long heap = number(environment.getOrDefault("JDK_JAVA_OPTIONS", ""), "-Xmx(\\d+)m");
    long stores = Long.parseLong(environment.getOrDefault("RIVULET_STORE_MEGABYTES", "0"));
    assertThat(number(unit.one("MemoryMax"), "(\\d+)M"))
        .isGreaterThanOrEqualTo(heap + stores + 256);
  }

  private static long number(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return Long.parseLong(found.group(1));
  }

  @ParameterizedTest
  @MethodSource("units")
  void aServiceMayWriteItsOwnFolderAndReadItsOwnSecrets(UnitFile unit) {
    assertThat(unit.one("ProtectSystem")).isEqualTo("strict");
    assertThat(unit.one("DynamicUser")).isEqualTo("yes");
    assertThat(unit.one("NoNewPrivileges")).isEqualTo("yes");
    assertThat(unit.all("ReadWritePaths")).isEmpty();
    assertThat(unit.one("LoadCredential"))
        .isEqualTo("secret:/etc/rivulet/secrets/" + unit.service());
    String state = "/var/lib/" + UnitFile.resolved(unit.one("StateDirectory"));
    assertThat(UnitFile.resolved(unit.one("WorkingDirectory"))).isEqualTo(state);
    assertThat(unit.environment().values().stream().filter(value -> value.startsWith("/var/lib")))
        .allMatch(folder -> folder.equals(state) || folder.startsWith(state + "/"));
  }

  /// Ten workers beside the other services on one machine.
  @Test
  void noTwoHaveTheSamePort() {
    List<Integer> ports = new ArrayList<>(List.of(8081, 8082, 8091, 8092));
    UnitFile worker =
        units().filter(unit -> unit.service().equals("feed-fanout")).findFirst().orElseThrow();
    for (int instance = 0; instance < 10; instance++) {
      for (String port : List.of("RIVULET_PORT", "RIVULET_ADMIN_PORT")) {
        Matcher found =
            Pattern.compile(port + "=(\\d+%i)")
                .matcher(String.join(" ", worker.all("Environment")));
        assertThat(found.find()).isTrue();
        ports.add(Integer.parseInt(found.group(1).replace("%i", Integer.toString(instance))));
      }
    }
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
  }

  @Test
  void whatIsNoUnitIsToldWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("x.service"), "[Unit]\nDescription=x\nbroken\n");
    assertThatThrownBy(() -> UnitFile.read(file))
        .hasMessageEndingWith("x.service:3: no setting: broken");
  }
}
