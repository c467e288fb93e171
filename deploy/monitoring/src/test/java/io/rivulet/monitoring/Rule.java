package io.rivulet.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// A rule of `rules/`.
///
/// @param name of the alert, or of what is recorded
record Rule(String name, boolean alerts, String expression, JsonNode json) {
  static List<Rule> all() {
    return Folder.files("rules", ".yml").stream()
        .flatMap(file -> Folder.yaml(file).path("groups").valueStream())
        .flatMap(group -> group.path("rules").valueStream())
        .map(Rule::of)
        .toList();
  }

  static Stream<Rule> alertRules() {
    return all().stream().filter(Rule::alerts);
  }

  private static Rule of(JsonNode json) {
    boolean alerts = json.has("alert");
    return new Rule(
        json.path(alerts ? "alert" : "record").asText(), alerts, json.path("expr").asText(), json);
  }

  String annotation(String name) {
    return json.path("annotations").path(name).asText();
  }

  String severity() {
    return json.path("labels").path("severity").asText();
  }
}
