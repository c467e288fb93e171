package io.rivulet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.FanoutApplication;
import io.rivulet.ingest.IngestApplication;
import io.rivulet.reader.ReaderApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--check-config` of each service says that the file which is shipped is right, and what is wrong
/// with another, with the line; without a server in reach.
final class CheckConfigIT {
  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  private static Class<?> main(String service) {
    return switch (service) {
      case "feed-ingest" -> IngestApplication.class;
      case "feed-fanout" -> FanoutApplication.class;
      default -> ReaderApplication.class;
    };
  }

  private static Ended check(String service, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main(service).getName(),
                "--check-config",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static int line(List<String> lines, String beginning) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(beginning)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no line " + beginning);
  }

  @ParameterizedTest
  @CsvSource({"feed-ingest,ingest.yml", "feed-fanout,fanout.yml", "feed-reader,reader.yml"})
  void aFileIsJudgedAndNothingIsStarted(String service, String name) throws Exception {
    Path shipped = Path.of("..", "..", service, "config", name);
    Ended right = check(service, shipped);
    assertThat(right.output()).endsWith(shipped + " is right\n");
    assertThat(right.code()).isZero();

    List<String> lines = Files.readAllLines(shipped);
    int redis = line(lines, "redis:");
    lines.add(redis, "  urii: redis://127.0.0.1:6379");
    Path wrong = Files.write(folder.resolve(name), lines);
    Ended refused = check(service, wrong);
    assertThat(refused.output())
        .contains("%s:%d: redis.urii: there is no such setting".formatted(wrong, redis + 1));
    assertThat(refused.code()).isEqualTo(1);
  }
}
