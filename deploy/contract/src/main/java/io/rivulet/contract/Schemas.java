package io.rivulet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/// The schemas that were asked for, and those that they refer to: one file each,
/// `schema/NAME.json`, that refers to others as the document will have them, by
/// `#/components/schemas/NAME`.
final class Schemas {
  private static final String PREFIX = "#/components/schemas/";
  private static final JsonMapper JSON = new JsonMapper();

  private final SortedMap<String, JsonNode> needed = new TreeMap<>();

  /// A schema that refers to the one of this name.
  ObjectNode reference(String name) {
    need(name);
    return to(name);
  }

  /// The same of one that a document has already.
  static ObjectNode to(String name) {
    return JSON.createObjectNode().put("$ref", PREFIX + name);
  }

  /// A schema of lists.
  ObjectNode listOf(String name) {
    ObjectNode list = JSON.createObjectNode().put("type", "array");
    list.set("items", reference(name));
    return list;
  }

  /// The schema itself, for who takes it apart.
  static ObjectNode read(String name) {
    return resource("schema/" + name + ".json");
  }

  /// A file beside this class.
  static ObjectNode resource(String file) {
    try (InputStream in = Schemas.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + file);
      }
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /// What `node` refers to, too.
  void needReferencesOf(JsonNode node) {
    for (JsonNode reference : node.findValues("$ref")) {
      need(reference.asText().substring(PREFIX.length()));
    }
  }

  private void need(String name) {
    if (!needed.containsKey(name)) {
      ObjectNode schema = read(name);
      needed.put(name, schema);
      needReferencesOf(schema);
    }
  }

  /// All of them, by name.
  ObjectNode all() {
    return JSON.createObjectNode().setAll(needed);
  }
}
