package io.rivulet.bench.report;

import io.rivulet.redis.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a benchmark ran.
///
/// @param memoryMb of the whole machine; 0 where that is not to be found
public record Machine(
    int cores, String processor, long memoryMb, String kernel, String java, String redis) {
  private static final String UNKNOWN = "unknown";
  private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");

  /// This machine, with the version that a Redis tells of itself.
  public static Machine beside(Redis redis) {
    Matcher version = VERSION.matcher(redis.await(redis.commands().info("server")));
    return here(version.find() ? version.group(1) : "of unknown version");
  }

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
