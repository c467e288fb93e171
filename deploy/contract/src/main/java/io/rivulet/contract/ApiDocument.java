package io.rivulet.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The OpenAPI 3.1 document of the services whose resource classes are on the class path: a frame
/// (`document.json`, with the streams, which are no resources), an [Operation] for each [Route],
/// and the [Schemas] that these name.
public final class ApiDocument {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Route> ROUTES = Route.ofClassPath();

  private ApiDocument() {}

  /// Routes that answer JSON and do not say which, by `@Answers`.
  public static List<String> unclear() {
    return ROUTES.stream()
        .filter(Route::isUnclear)
        .map(route -> route + ", " + route.method())
        .toList();
  }

  /// The document of all the routes.
  public static ObjectNode ofClassPath() {
    Schemas schemas = new Schemas();
    ObjectNode document = Schemas.resource("document.json");
    ObjectNode paths = document.withObject("/paths");
    for (Route route : ROUTES) {
      ObjectNode path = paths.withObjectProperty(route.path());
      ObjectNode operation = Operation.of(route, schemas);
      if (path.get(route.verb()) instanceof ObjectNode first) {
        join(first, operation);
      } else {
        path.set(route.verb(), operation);
      }
    }
    schemas.needReferencesOf(document.at("/components/responses"));
    writeScopes(document);
    ObjectNode components = document.withObject("/components");
    components.set("schemas", schemas.all());
    return document;
  }

  /// Two methods for one operation differ in the body that they take.
  private static void join(ObjectNode first, ObjectNode second) {
    second
        .at("/requestBody/content")
        .propertyStream()
        .forEach(
            body -> {
              ObjectNode content = first.withObject("/requestBody/content");
              if (!content.has(body.getKey())) {
                content.set(body.getKey(), body.getValue());
              }
            });
  }

  /// The scopes that operations want, each told once.
  private static void writeScopes(ObjectNode document) {
    SortedSet<String> scopes = new TreeSet<>();
    for (JsonNode wanted : document.path("paths").findValues("oauth")) {
      wanted.forEach(scope -> scopes.add(scope.asText()));
    }
    ObjectNode flow =
        document.withObject("/components/securitySchemes/oauth/flows/authorizationCode/scopes");
    scopes.forEach(scope -> flow.put(scope, ""));
  }

  /// As it is written to a file.
  public static String text(ObjectNode document) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
