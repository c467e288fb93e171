package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every file of the tree is of a kind that is named here, and every configuration file among them
/// is parsed: a new file of a new kind needs a line in [#KINDS].
///
/// What the services themselves say of theirs is CheckConfigIT's; what Prometheus, Helm, systemd
/// say of theirs stands in the tests of those folders.
final class ConfigurationFilesTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  /// What is made by a build or a run.
  private static final Set<String> MADE = Set.of("target", "node_modules");

  /// Hidden folders with files of ours; all others are somebody's tools'.
  private static final Set<String> OURS = Set.of(".mvn", ".ci");

  /// Throws if a file is not what it should be.
  interface Parser {
    void parse(Path file) throws Exception;
  }

  private record Kind(String glob, Parser parser) {
    boolean is(Path file) {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(file);
    }
  }

  /// Parsed by a test of its own folder.
  private static Parser by(String test) {
    return _ -> assertThat(ROOT.resolve(test)).as("the test that parses these").exists();
  }

  /// By their paths; the first that fits.
  private static final List<Kind> KINDS =
      List.of(
          new Kind("{**/,}*.{java,js,mjs,lua,css,html,svg,png,md,txt,edges}", Parsers::none),
          new Kind("{LICENSE,**/META-INF/services/*}", Parsers::none),
          new Kind("{**/,}.{git,docker,helm}ignore", Parsers::none),
          new Kind(
              "deploy/helm/rivulet/templates/*",
              by("deploy/helm/src/test/java/io/rivulet/helm/SchemasTest.java")),
          new Kind(
              "deploy/autoscale/src/test/resources/traces/*.csv",
              by("deploy/autoscale/src/test/java/io/rivulet/autoscale/RecordedTest.java")),
          // Filled in for each run.
          new Kind("deploy/{local,faults}/src/main/resources/**.yml", Parsers::template),
          new Kind("{**/,}*.{yml,yaml}", Parsers::yaml),
          new Kind("{**/,}*.json", Parsers::json),
          new Kind("{**/,}*.xml", Parsers::xml),
          new Kind("{**/,}*.{properties,env}", Parsers::properties),
          new Kind("{**/,}*.{service,socket,timer,target}", Parsers::sections),
          new Kind(".editorconfig", Parsers::sections),
          new Kind(".mvn/maven.config", Parsers::options),
          new Kind("{**/,}{*.,}Dockerfile{,.*}", Parsers::dockerfile),
          new Kind("{**/,}*nginx*/**.conf{,.template}", Parsers::statements),
          new Kind("{**/,}{nginx,edge}*.conf{,.template}", Parsers::statements),
          new Kind("{**/,}redis*.conf", Parsers::words));

  /// Whether it says what runs it.
  private static boolean isProgram(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(2), new byte[] {'#', '!'});
    }
  }

  private static void parse(Path root, Path file) throws Exception {
    if (isProgram(file)) {
      return;
    }
    Path relative = root.relativize(file);
    Kind kind =
        KINDS.stream()
            .filter(one -> one.is(relative))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        relative
                            + " is of no kind that ConfigurationFilesTest knows: say there how it is parsed"));
    kind.parser().parse(file);
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path one : inside.sorted().toList()) {
        String name = String.valueOf(one.getFileName());
        if (Files.isRegularFile(one) && !name.equals(".git")) {
          files.add(one);
        } else if (Files.isDirectory(one)
            && !MADE.contains(name)
            && (!name.startsWith(".") || OURS.contains(name))) {
          files.addAll(files(one));
        }
      }
    }
    return files;
  }

  @Test
  void everyFileIsOfAKnownKindAndEveryConfigurationFileParses() throws Exception {
    List<String> faults = new ArrayList<>();
    Set<String> parsed = new TreeSet<>();
    for (Path file : files(ROOT)) {
      try {
        parse(ROOT, file);
        parsed.add(ROOT.relativize(file).toString());
      } catch (Exception | AssertionError e) {
        faults.add(ROOT.relativize(file) + ": " + e.getMessage());
      }
    }
    assertThat(faults).isEmpty();
    assertThat(parsed)
        .contains(
            "pom.xml",
            "feed-reader/config/reader.yml",
            "deploy/monitoring/prometheus.yml",
            "deploy/helm/rivulet/values.yaml",
            "deploy/systemd/feed-ingest.service",
            "deploy/servers/src/main/resources/io/rivulet/servers/kafka-server.properties");
  }

  @TempDir private Path folder;

  private void refused(String name, String text, String why) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertThatThrownBy(() -> parse(folder, file)).as(name).hasMessageContaining(why);
  }

  @Test
  void whatIsBrokenIsToldWithItsLine() throws IOException {
    refused("a.yml", "a: 1\nb: [1\n", "flow sequence");
    refused("twice.yml", "a: 1\nb: 2\na: 3\n", "Duplicate field 'a'");
    refused("a.json", "{\"a\": 1,\n \"a\": 2}", "Duplicate field 'a'");
    refused("more.json", "{}\n{}", "after the end");
    refused("a.xml", "<a>\n<b></a>", "must be terminated by the matching end-tag");
    refused("a.properties", "a=1\nb=2\na=3\n", "line 3: a is there already");
    refused("a.service", "[Unit]\nAfter=x\nRestart\n", "line 3: no setting");
    refused("Dockerfile", "FROM x\nCOPPY a b\n", "line 2: no instruction: COPPY");
    refused("nginx.conf", "events {}\nhttp {\n  server {}\n", "line 4: a brace is open");
    refused("nginx-2.conf", "user nobody;\nlisten 80\n", "line 3: no semicolon");
    refused("redis.conf", "port 1\n=\n", "line 2: no setting");
    refused("new.toml", "[a]", "is of no kind that ConfigurationFilesTest knows");
  }
}
