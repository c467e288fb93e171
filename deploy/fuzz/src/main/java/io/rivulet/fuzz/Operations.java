package io.rivulet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.contract.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The operations of the OpenAPI document, and values that their schemas allow.
final class Operations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectNode DOCUMENT = ApiDocument.ofClassPath();
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final int DEEPEST = 6;

  /// Values for members that a schema alone says too little of.
  private static final Map<String, String> KNOWN =
      Map.of(
          "status", "Hello @fuzz_other #fuzz https://example.org/a",
          "username", "fuzz_self",
          "last_read_id", "{{post}}",
          "in_reply_to_id", "{{post}}",
          "url", "https://example.org/a.jpg",
          "avatar", "https://example.org/a.png",
          "header", "https://example.org/h.png",
          "language", "en",
          "redirect_uris", "urn:ietf:wg:oauth:2.0:oob",
          "token", "{{spare}}");

  private Operations() {}

  /// An operation.
  record Operation(String method, String path, JsonNode description) {
    /// Whether a call changes something.
    boolean changes() {
      return CHANGING.contains(method);
    }

    List<JsonNode> parameters(String in) {
      return description
          .path("parameters")
          .valueStream()
          .filter(parameter -> parameter.path("in").asText().equals(in))
          .toList();
    }

    /// The types of body that are taken.
    List<String> bodies() {
      List<String> types = new ArrayList<>();
      description.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
      return types;
    }

    JsonNode bodySchema() {
      return description.at("/requestBody/content").path(bodies().getFirst()).path("schema");
    }

    /// The service that answers.
    Shot.Target target() {
      if (path.startsWith("/oauth")
          || path.equals("/api/v1/apps")
          || path.startsWith("/api/v1/apps/")) {
        return Shot.Target.LOGIN;
      }
      boolean upload = path.startsWith("/api/{version}/media");
      return changes() || upload ? Shot.Target.INGEST : Shot.Target.READER;
    }

    /// Whether it answers for as long as somebody listens.
    boolean streams() {
      return path.startsWith("/api/v1/streaming") && !path.endsWith("/health");
    }
  }

  /// All of them.
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one ->
                            all.add(
                                new Operation(
                                    one.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    one.getValue()))));
    return all;
  }

  /// The members of an object's schema, those of what it refers to too.
  static Map<String, JsonNode> members(JsonNode schema) {
    Map<String, JsonNode> members = new TreeMap<>();
    if (schema.has("$ref")) {
      members.putAll(members(DOCUMENT.at(schema.path("$ref").asText().substring(1))));
    }
    schema.path("allOf").forEach(part -> members.putAll(members(part)));
    schema
        .path("properties")
        .properties()
        .forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /// A value, of each member of which one in some is odd.
  static JsonNode value(JsonNode schema, String name, Odd odd, int oddOneIn) {
    return value(schema, name, odd, oddOneIn, 0);
  }

  private static JsonNode value(JsonNode schema, String name, Odd odd, int oddOneIn, int depth) {
    if (odd.oneIn(oddOneIn) || depth > DEEPEST) {
      return odd.json();
    }
    if (schema.has("$ref")) {
      return value(
          DOCUMENT.at(schema.path("$ref").asText().substring(1)), name, odd, oddOneIn, depth + 1);
    }
    if (schema.has("allOf")) {
      return joined(schema.path("allOf"), odd, oddOneIn, depth);
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(odd.of(List.of(0, 1, 2)) % schema.path("enum").size());
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, odd, oddOneIn, depth);
      case "array" -> array(schema, name, odd, oddOneIn, depth);
      case "boolean" -> JSON.booleanNode(odd.oneIn(2));
      case "integer", "number" -> JSON.numberNode(odd.of(List.of(0, 1, 20, 3_600)));
      default -> JSON.textNode(text(schema, name));
    };
  }

  private static String text(JsonNode schema, String name) {
    boolean id = schema.path("pattern").asText().contains("0-9]*$") || name.endsWith("_id");
    return KNOWN.getOrDefault(name, id || name.endsWith("_ids") ? "{{other}}" : "fuzz");
  }

  private static ObjectNode joined(JsonNode parts, Odd odd, int oddOneIn, int depth) {
    ObjectNode all = JSON.objectNode();
    for (JsonNode part : parts) {
      if (value(part, "", odd, oddOneIn, depth + 1) instanceof ObjectNode members) {
        all.setAll(members);
      }
    }
    return all;
  }

  private static ObjectNode object(JsonNode schema, Odd odd, int oddOneIn, int depth) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      if (odd.oneIn(2)) {
        object.set(
            member.getKey(), value(member.getValue(), member.getKey(), odd, oddOneIn, depth + 1));
      }
    }
    for (JsonNode required : schema.path("required")) {
      String name = required.asText();
      if (!object.has(name) && !odd.oneIn(oddOneIn)) {
        object.set(
            name, value(schema.path("properties").path(name), name, odd, oddOneIn, depth + 1));
      }
    }
    if (odd.oneIn(oddOneIn)) {
      object.set(odd.text(), odd.json());
    }
    return object;
  }

  private static ArrayNode array(JsonNode schema, String name, Odd odd, int oddOneIn, int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int left = odd.of(List.of(0, 1, 1, 2, 5)); left > 0; left--) {
      array.add(value(schema.path("items"), name, odd, oddOneIn, depth + 1));
    }
    return array;
  }
}
