package io.rivulet.bench.read;

import io.rivulet.bench.Workbench;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/// What benchmarks of a reader before a filled Redis are asked alike.
final class ReaderOptions {
  @Option(
      names = "--viewers",
      paramLabel = "N",
      description = "Who read, 10 to 100000. Default: ${DEFAULT-VALUE}")
  private int viewers = 10_000;

  @Option(
      names = "--authors",
      paramLabel = "N",
      description = "Who published, 100 to 1000000. Default: ${DEFAULT-VALUE}")
  private int authors = 20_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Seconds at the maximum before, 0 to 600. Default: ${DEFAULT-VALUE}")
  private int warmUp = 60;

  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      description = "Of feed-reader's JVM, with spaces between. Default: ${DEFAULT-VALUE}")
  private String jvm = String.join(" ", Workbench.READER_JVM);

  int viewers() {
    return viewers;
  }

  int authors() {
    return authors;
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }

  List<String> jvm() {
    return List.of(jvm.strip().split(" +", -1));
  }
}
