package io.rivulet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.ws.rs.HttpMethod;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds answers to the document: tests call it with everything that a service answers.
///
/// What comes from no operation at all (a path that is not served, an error of the server itself)
/// must have the shape of an error.
public final class Contract {
  private static final ObjectNode DOCUMENT = ApiDocument.ofClassPath();
  private static final List<Template> TEMPLATES =
      DOCUMENT
          .path("paths")
          .propertyStream()
          .map(path -> Template.of(path.getKey(), path.getValue()))
          .sorted(Comparator.comparingInt(Template::variables))
          .toList();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Map<JsonNode, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  /// What Jersey answers for other methods, without a body.
  private static final Set<String> BODILESS = Set.of(HttpMethod.HEAD, HttpMethod.OPTIONS);

  private Contract() {}

  /// A path of the document.
  ///
  /// @param variables how much of it varies: of two that fit, the one with less is meant
  private record Template(Pattern pattern, int variables, JsonNode operations) {
    static Template of(String path, JsonNode operations) {
      String regex =
          Pattern.compile("\\{[^}]+}|[^{]+")
              .matcher(path)
              .results()
              .map(part -> part.group().startsWith("{") ? "[^/]+" : Pattern.quote(part.group()))
              .collect(Collectors.joining());
      int variables = path.length() - path.replace("{", "").length();
      return new Template(Pattern.compile(regex + "/?"), variables, operations);
    }

    boolean fits(String path) {
      return pattern.matcher(path).matches();
    }
  }

  /// Checks an answer whose body was read as text.
  ///
  /// @throws AssertionError if the document does not allow it
  public static void check(HttpResponse<?> answer, String body) {
    check(
        answer.request().method(),
        answer.request().uri().getPath(),
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        body);
  }

  /// The same of an answer that another client received.
  ///
  /// @param path without the query
  /// @param type of the body, empty if there is none
  /// @throws AssertionError if the document does not allow it
  public static void check(String method, String path, int status, String type, String body) {
    if (BODILESS.contains(method)) {
      return;
    }
    Optional<JsonNode> operation = operation(method, path);
    boolean good = status / 100 == 2;
    if (good && operation.isEmpty()) {
      throw new AssertionError(method + " " + path + " is answered, but by no resource method");
    }
    if (type.startsWith("application/json")) {
      JsonNode schema =
          good
              ? schema(operation.orElseThrow(), Integer.toString(status))
              : DOCUMENT.at("/components/responses/Error/content/application~1json/schema");
      List<String> problems = problems(schema, body);
      if (!problems.isEmpty()) {
        throw new AssertionError(
            "%s %s: %d breaks the contract: %s%n%s"
                .formatted(method, path, status, problems, body));
      }
    } else if (status >= 400 && operation.map(Contract::answersJson).orElse(true)) {
      throw new AssertionError(
          "%s %s: %d with a body that is no JSON: %s %s"
              .formatted(method, path, status, type, body));
    }
  }

  /// Checks JSON that came another way, such as in an event of a stream, against a schema.
  public static void check(String schema, String json) {
    List<String> problems = problems(Schemas.to(schema), json);
    if (!problems.isEmpty()) {
      throw new AssertionError("no " + schema + ": " + problems + "\n" + json);
    }
  }

  private static Optional<JsonNode> operation(String method, String path) {
    String verb = method.toLowerCase(Locale.ROOT);
    return TEMPLATES.stream()
        .filter(template -> template.fits(path) && template.operations.has(verb))
        .findFirst()
        .map(template -> template.operations.path(verb));
  }

  private static boolean answersJson(JsonNode operation) {
    return operation.at("/responses/200/content").has("application/json");
  }

  private static JsonNode schema(JsonNode operation, String status) {
    JsonNode schema =
        operation.path("responses").path(status).at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      throw new AssertionError(
          operation.path("operationId") + " has no schema for " + status + ": it wants @Answers");
    }
    return schema;
  }

  private static List<String> problems(JsonNode schema, String json) {
    JsonSchema compiled = SCHEMAS.computeIfAbsent(schema, Contract::compiled);
    try {
      return compiled
          .validate(
              json,
              InputFormat.JSON,
              context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
          .stream()
          .map(ValidationMessage::getMessage)
          .toList();
    } catch (IllegalArgumentException e) {
      // As the validator says that it cannot read a text at all.
      return List.of("no JSON: " + (e.getCause() == null ? e : e.getCause()).getMessage());
    }
  }

  /// The schema in a document of its own that has what it refers to.
  private static JsonSchema compiled(JsonNode schema) {
    ObjectNode root = schema.deepCopy();
    root.put("$schema", SpecVersion.VersionFlag.V202012.getId());
    root.putObject("components").set("schemas", DOCUMENT.at("/components/schemas"));
    return FACTORY.getSchema(root);
  }
}
