package io.rivulet.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/// The environment of a container.
final class Environment {
  private Environment() {}

  /// By name; of those that are taken from elsewhere what a pod might have there.
  static Map<String, String> of(JsonNode container) {
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode one : container.path("env")) {
      String value =
          one.has("valueFrom")
              ? elsewhere(one.path("valueFrom"))
              : one.path("value").asText().replace("$(POD_NAME)", "feed-fanout-0");
      environment.put(one.path("name").asText(), value);
    }
    return environment;
  }

  private static String elsewhere(JsonNode from) {
    if (from.has("secretKeyRef")) {
      return "not-the-real-one";
    }
    String field = from.at("/fieldRef/fieldPath").asText();
    return switch (field) {
      case "metadata.name" -> "feed-fanout-0";
      case "metadata.labels['apps.kubernetes.io/pod-index']" -> "1";
      default -> throw new IllegalArgumentException("no such field: " + field);
    };
  }
}
