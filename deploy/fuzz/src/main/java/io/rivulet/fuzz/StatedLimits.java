package io.rivulet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The limits that the OpenAPI document states of bodies, each as a request that just keeps it and
/// one that breaks it by one: what is stated is what is enforced.
final class StatedLimits {
  private static final JsonMapper JSON = new JsonMapper();

  /// Operations, and a body that is good without what is tried.
  private static final Map<String, String> BASES =
      Map.of(
          "POST /api/v1/statuses", "{\"status\":\"x\"}",
          "PATCH /api/v1/accounts/update_credentials", "{}",
          "POST /api/v1/lists", "{\"title\":\"t\"}");

  /// Texts of these members are addresses.
  private static final Set<String> ADDRESSES = Set.of("avatar", "header");

  /// Those whose texts are no free ones.
  private static final Set<String> NOT_FREE = Set.of("language");

  private StatedLimits() {}

  /// A limit.
  ///
  /// @param beyond must be refused, by the name of the member
  record Stated(String name, Shot within, Shot beyond) {}

  static List<Stated> all() {
    List<Stated> all = new ArrayList<>();
    for (Operations.Operation operation : Operations.all()) {
      String base = BASES.get(operation.method() + " " + operation.path());
      if (base != null) {
        Operations.members(operation.bodySchema())
            .forEach((name, schema) -> addLimit(all, operation, base, name, schema));
      }
    }
    return all;
  }

  private static void addLimit(
      List<Stated> all, Operations.Operation operation, String base, String name, JsonNode schema) {
    int most = schema.path("maxLength").asInt(schema.path("maxItems").asInt());
    if (most > 0 && !NOT_FREE.contains(name)) {
      boolean list = schema.has("maxItems");
      all.add(
          new Stated(
              operation.method() + " " + operation.path() + ", " + name + " " + most,
              shot(operation, base, name, list ? list(name, most) : text(name, most)),
              shot(operation, base, name, list ? list(name, most + 1) : text(name, most + 1))));
    }
  }

  private static JsonNode text(String name, int length) {
    String start = ADDRESSES.contains(name) ? "https://example.org/" : "";
    return JsonNodeFactory.instance.textNode(start + "a".repeat(length - start.length()));
  }

  private static JsonNode list(String name, int size) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < size; i++) {
      if (name.equals("media")) {
        list.addObject().put("kind", "image").put("url", "https://example.org/a.jpg");
      } else {
        list.addObject().put("name", "a").put("value", "b");
      }
    }
    return list;
  }

  private static Shot shot(
      Operations.Operation operation, String base, String name, JsonNode value) {
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(base);
      body.set(name, value);
      return Shot.of(
          Shot.Target.INGEST,
          operation.method()
              + " "
              + operation.path()
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
              + "Authorization: Bearer {{token}}\r\nContent-Type: application/json\r\n"
              + "Content-Length: {{length}}\r\n\r\n",
          body.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
