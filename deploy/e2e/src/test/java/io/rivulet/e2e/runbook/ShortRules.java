package io.rivulet.e2e.runbook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `deploy/monitoring` as it is, but for the times in it: all that rules wait and look back is
/// divided by one number, and everything is looked at each second. Thresholds stay.
///
/// @param factor what times are divided by
record ShortRules(int factor) {
  /// A rate needs two looks, and one may fail.
  private static final Duration SHORTEST = Duration.ofSeconds(4);

  private static final Path MONITORING = Path.of("..", "monitoring");
  private static final Pattern TIME = Pattern.compile("(for: |\\[|offset )(\\d+)([smh])\\b");
  private static final YAMLMapper YAML = new YAMLMapper();

  /// Writes `prometheus.yml` and its rules.
  ///
  /// @param targets a glob of files that say where services are
  void write(Path folder, String targets) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (Stream<Path> files = Files.list(MONITORING.resolve("rules"))) {
      for (Path file : files.toList()) {
        Path name = Objects.requireNonNull(file.getFileName());
        Files.writeString(rules.resolve(name), shortened(Files.readString(file)));
      }
    }
    YAML.writeValue(folder.resolve("prometheus.yml").toFile(), configuration(targets));
  }

  /// Of a text of rules.
  String shortened(String rules) {
    return TIME.matcher(rules).replaceAll(this::shortened);
  }

  private String shortened(MatchResult time) {
    long seconds = Long.parseLong(time.group(2)) * unit(time.group(3)) / factor;
    return time.group(1) + Math.max(seconds, SHORTEST.toSeconds()) + "s";
  }

  private static long unit(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      default -> throw new IllegalArgumentException(unit);
    };
  }

  /// Without a token, as on one machine. Targets of all jobs stand in each file, so each takes its
  /// own.
  private static ObjectNode configuration(String targets) throws IOException {
    ObjectNode configuration =
        (ObjectNode) YAML.readTree(MONITORING.resolve("prometheus.yml").toFile());
    ((ObjectNode) configuration.path("global"))
        .put("scrape_interval", "1s")
        .put("scrape_timeout", "1s")
        .put("evaluation_interval", "1s");
    for (var job : configuration.path("scrape_configs")) {
      ObjectNode own = (ObjectNode) job;
      own.remove(List.of("authorization", "file_sd_configs"));
      own.putArray("file_sd_configs").addObject().putArray("files").add(targets);
      ObjectNode keep = own.putArray("relabel_configs").addObject();
      ArrayNode labels = keep.putArray("source_labels");
      labels.add("job");
      keep.put("regex", own.path("job_name").asText()).put("action", "keep");
    }
    return configuration;
  }
}
