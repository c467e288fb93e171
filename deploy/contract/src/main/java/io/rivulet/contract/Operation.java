package io.rivulet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Takes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.glassfish.jersey.server.model.Parameter;

/// A route as an operation of OpenAPI 3.1.
final class Operation {
  private static final JsonMapper JSON = new JsonMapper();

  /// Bodies come in any of the three, with the same members.
  private static final List<String> BODIES =
      List.of(
          MediaType.APPLICATION_JSON,
          MediaType.APPLICATION_FORM_URLENCODED,
          MediaType.MULTIPART_FORM_DATA);

  /// Parts of HTTP's own, which OpenAPI wants to be told otherwise.
  private static final Set<String> NO_PARAMETERS =
      Set.of(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE);

  private static final Set<String> WITH_BODY = Set.of("post", "put", "patch");

  private final Route route;
  private final Schemas schemas;
  private final ObjectNode operation = JSON.createObjectNode();

  private Operation(Route route, Schemas schemas) {
    this.route = route;
    this.schemas = schemas;
  }

  static ObjectNode of(Route route, Schemas schemas) {
    Operation written = new Operation(route, schemas);
    written.writeName();
    written.writeSecurity();
    written.writeParameters();
    written.writeAnswers();
    return written.operation;
  }

  private void writeName() {
    String words = route.method().getName().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    operation.putArray("tags").add(route.feature());
    operation.put("summary", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    operation.put("operationId", route.name());
  }

  /// A token with the scope; where guests are answered too, either one or none.
  private void writeSecurity() {
    for (Parameter parameter : route.parameters()) {
      Auth auth = parameter.getAnnotation(Auth.class);
      if (auth != null) {
        ArrayNode security = operation.putArray("security");
        if (parameter.getRawType() == Optional.class) {
          security.addObject();
        }
        for (String scheme : List.of("oauth", "token")) {
          ArrayNode scopes = security.addObject().putArray(scheme);
          if (!auth.value().isEmpty()) {
            scopes.add(auth.value());
          }
        }
      }
    }
  }

  private void writeParameters() {
    ArrayNode parameters = JSON.createArrayNode();
    for (Parameter parameter : route.parameters()) {
      switch (parameter.getSource()) {
        case PATH ->
            parameters.add(parameter(parameter.getSourceName(), "path").put("required", true));
        case QUERY -> parameters.add(parameter(parameter.getSourceName(), "query"));
        case HEADER -> {
          if (!NO_PARAMETERS.contains(parameter.getSourceName())) {
            parameters.add(parameter(parameter.getSourceName(), "header"));
          }
        }
        default -> {}
      }
    }
    addRest(parameters);
    String[] taken = route.annotation(Takes.class).map(Takes::value).orElse(new String[0]);
    if (WITH_BODY.contains(route.verb())) {
      writeBody(taken);
    } else {
      for (String name : taken) {
        addMembers(parameters, Schemas.read(name));
      }
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  /// What varies in the path and the method does not ask for.
  private void addRest(ArrayNode parameters) {
    List<String> known = parameters.findValuesAsText("name");
    for (String variable : route.variables()) {
      if (!known.contains(variable)) {
        parameters.add(parameter(variable, "path").put("required", true));
      }
    }
  }

  private static ObjectNode parameter(String name, String in) {
    ObjectNode written = JSON.createObjectNode().put("name", name).put("in", in);
    written.putObject("schema").put("type", "string");
    return written;
  }

  /// A list comes as one parameter for each of its elements, with brackets at the name or without.
  private void addMembers(ArrayNode parameters, ObjectNode schema) {
    schemas.needReferencesOf(schema);
    List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              boolean list = member.getValue().path("type").asText().equals("array");
              ObjectNode parameter = parameters.addObject();
              parameter.put("name", member.getKey() + (list ? "[]" : "")).put("in", "query");
              if (required.contains(member.getKey())) {
                parameter.put("required", true);
              }
              parameter.set("schema", member.getValue());
            });
  }

  private void writeBody(String[] taken) {
    if (taken.length == 0) {
      return;
    }
    ObjectNode schema = JSON.createObjectNode();
    if (taken.length == 1) {
      schema = schemas.reference(taken[0]);
    } else {
      ArrayNode all = schema.putArray("allOf");
      for (String name : taken) {
        all.add(schemas.reference(name));
      }
    }
    ObjectNode content = operation.putObject("requestBody").putObject("content");
    List<String> types =
        route.resource().getConsumedTypes().stream().map(MediaType::toString).toList();
    for (String type : types.isEmpty() ? BODIES : types) {
      content.putObject(type).set("schema", schema);
    }
  }

  private void writeAnswers() {
    ObjectNode answers = operation.putObject("responses");
    ObjectNode good = answers.putObject("200").put("description", "What was asked for");
    for (MediaType type : route.resource().getProducedTypes()) {
      if (Route.isJson(type)) {
        ObjectNode content = good.withObject("/content").putObject(MediaType.APPLICATION_JSON);
        answer().ifPresent(schema -> content.set("schema", schema));
      } else {
        good.withObject("/content").putObject(type.toString());
      }
    }
    answers.putObject("default").put("$ref", "#/components/responses/Error");
  }

  private Optional<ObjectNode> answer() {
    return route
        .annotation(Answers.class)
        .map(
            answers ->
                answers.listOf().isEmpty()
                    ? schemas.reference(answers.value())
                    : schemas.listOf(answers.listOf()));
  }
}
