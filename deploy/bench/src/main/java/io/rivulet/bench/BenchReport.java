package io.rivulet.bench;

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
record BenchReport(
    String benchmark, Machine machine, Map<String, String> settings, List<? extends Record> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Machine and settings, for people.
  List<String> surroundings() {
    var lines = new ArrayList<String>();
    lines.add("Machine: " + machine.text());
    settings.forEach((name, value) -> lines.add("%s: %s".formatted(name, value)));
    return lines;
  }
}
