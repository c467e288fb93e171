package io.rivulet.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a benchmark ran.
///
/// @param memoryMb of the whole machine; 0 where that is not to be found
public record Machine(
    int cores, String processor, long memoryMb, String kernel, String java, String redis) {
  private static final String UNKNOWN = "unknown";

  /// This machine.
  ///
  /// @param redis the version of the server that was measured
  public static Machine here(String redis) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
        field(Path.of("/proc/meminfo"), "MemTotal").map(Machine::megabytes).orElse(0L),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        redis);
  }

  /// The value of the first line `name : value`.
  private static Optional<String> field(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static long megabytes(String kilobytes) {
    return Long.parseLong(kilobytes.replace("kB", "").strip()) / 1_024;
  }

  public String text() {
    return "%d cores of %s, %s memory, %s, %s, Redis %s"
        .formatted(
            cores,
            processor,
            memoryMb == 0 ? UNKNOWN : "%,d MB".formatted(memoryMb),
            kernel,
            java,
            redis);
  }
}
