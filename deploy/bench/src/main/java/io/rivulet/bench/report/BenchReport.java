package io.rivulet.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a benchmark found, where and how.
///
/// @param benchmark its command
/// @param settings by name
/// @param rows records of figures; times are milliseconds
/// @param targets what was aimed at, and what came out
/// @param charts what the picture shows
public record BenchReport(
    String benchmark,
    Machine machine,
    Map<String, String> settings,
    List<? extends Record> rows,
    List<Target> targets,
    List<Chart> charts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Machine and settings, for people.
  public List<String> surroundings() {
    var lines = new ArrayList<String>();
    lines.add("Machine: " + machine.text());
    settings.forEach((name, value) -> lines.add("%s: %s".formatted(name, value)));
    return lines;
  }
}
