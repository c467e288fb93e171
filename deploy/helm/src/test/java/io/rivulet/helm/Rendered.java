package io.rivulet.helm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What Helm wrote.
///
/// @param documents in its order
record Rendered(List<JsonNode> documents) {
  private static final Set<String> WORKLOADS = Set.of("StatefulSet", "Deployment");

  static final ObjectMapper JSON = new ObjectMapper();

  /// A key that is written twice would be lost.
  static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  Rendered(String text) {
    this(parsed(text));
  }

  private static List<JsonNode> parsed(String text) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  static Stream<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  Stream<JsonNode> of(String kind) {
    return documents.stream().filter(one -> one.path("kind").asText().equals(kind));
  }

  JsonNode one(String kind, String name) {
    return of(kind)
        .filter(one -> name(one).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name));
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  /// Those that make pods.
  List<JsonNode> workloads() {
    return documents.stream().filter(one -> WORKLOADS.contains(one.path("kind").asText())).toList();
  }

  JsonNode workload(String name) {
    return workloads().stream()
        .filter(one -> name(one).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no workload " + name));
  }

  static JsonNode pod(JsonNode workload) {
    return workload.at("/spec/template/spec");
  }

  static JsonNode container(JsonNode workload) {
    return pod(workload).at("/containers/0");
  }

  /// A file that a service is given.
  String file(String service, String name) {
    return one("ConfigMap", service).path("data").path(name).asText();
  }
}
