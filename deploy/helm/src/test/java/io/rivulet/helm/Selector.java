package io.rivulet.helm;

import com.fasterxml.jackson.databind.JsonNode;

/// Which pods are meant.
final class Selector {
  private Selector() {}

  /// Whether a selector of labels means pods with these; one that says nothing means all.
  static boolean matches(JsonNode selector, JsonNode labels) {
    return selector.path("matchLabels").properties().stream()
        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
  }
}
