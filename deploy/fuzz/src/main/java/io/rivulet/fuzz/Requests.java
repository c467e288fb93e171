package io.rivulet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Well-formed requests for operations, with odd parts.
final class Requests {
  private static final List<Operations.Operation> ALL = Operations.all();
  private static final List<Operations.Operation> CHANGING =
      ALL.stream().filter(Operations.Operation::changes).toList();
  private static final List<Operations.Operation> LOOKING =
      ALL.stream().filter(one -> !one.changes() && !one.streams()).toList();
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final String BOUNDARY = "frontier";
  private static final int ODD_ONE_IN = 8;

  private final Random random;
  private final Odd odd;

  Requests(Random random) {
    this.random = random;
    this.odd = new Odd(random);
  }

  /// A request that changes something.
  Shot changing() {
    Operations.Operation operation = odd.of(CHANGING);
    List<String> types = operation.bodies();
    String type = types.isEmpty() ? "application/json" : odd.of(types);
    JsonNode value =
        types.isEmpty()
            ? odd.json()
            : Operations.value(operation.bodySchema(), "", odd, ODD_ONE_IN);
    byte[] body = types.isEmpty() && !odd.oneIn(4) ? new byte[0] : body(type, value);
    if (odd.oneIn(6)) {
      body = new Mutation(random).of(List.of(body));
    }
    return shot(operation, head(operation, query(operation)) + bodyHeaders(type), body);
  }

  /// A request that looks.
  Shot looking() {
    Operations.Operation operation = odd.of(LOOKING);
    return shot(operation, head(operation, query(operation)), new byte[0]);
  }

  private Shot shot(Operations.Operation operation, String head, byte[] body) {
    Shot.Target target = odd.oneIn(4) ? Shot.Target.DOOR : operation.target();
    return Shot.of(target, head + "\r\n", body);
  }

  private String head(Operations.Operation operation, String query) {
    return operation.method()
        + " "
        + path(operation.path())
        + query
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        + authorization(operation);
  }

  private String authorization(Operations.Operation operation) {
    if (odd.oneIn(12)) {
      return "";
    }
    boolean operator = operation.path().equals("/api/v1/accounts");
    return "Authorization: Bearer {{" + (operator ? "operator" : "token") + "}}\r\n";
  }

  private String bodyHeaders(String type) {
    String named =
        odd.oneIn(15) ? odd.of(List.of("text/plain", "a/b;c", ";", "application/xml")) : type;
    String boundary = named.equals("multipart/form-data") ? "; boundary=" + BOUNDARY : "";
    String encoding = odd.oneIn(40) ? "Content-Encoding: gzip\r\n" : "";
    return "Content-Type: "
        + named
        + boundary
        + "\r\n"
        + encoding
        + "Content-Length: {{length}}\r\n";
  }

  private String path(String template) {
    Matcher variables = VARIABLE.matcher(template);
    return variables.replaceAll(
        variable -> Matcher.quoteReplacement(variable(template, variable.group(1))));
  }

  private String variable(String template, String name) {
    if (odd.oneIn(5)) {
      return encoded(odd.text());
    }
    return switch (name) {
      case "version" -> odd.of(List.of("v1", "v2"));
      case "id" -> template.contains("/accounts/") ? "{{other}}" : "{{post}}";
      default -> "fuzz";
    };
  }

  private String query(Operations.Operation operation) {
    List<String> parts = new ArrayList<>();
    for (JsonNode parameter : operation.parameters("query")) {
      if (odd.oneIn(2)) {
        parts.add(encoded(parameter.path("name").asText()) + "=" + encodedValue(parameter));
      }
    }
    if (odd.oneIn(10)) {
      parts.add(encoded(odd.text()) + "=" + encoded(odd.text()));
    }
    if (odd.oneIn(40)) {
      parts.add("a=1&".repeat(odd.of(List.of(10, 500, 1_500))));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private String encodedValue(JsonNode parameter) {
    if (odd.oneIn(2)) {
      return odd.oneIn(8)
          ? odd.of(List.of("%", "%f", "%ff", "a b", "\u00e9", ""))
          : encoded(odd.text());
    }
    String name = parameter.path("name").asText().replace("[]", "");
    JsonNode value = Operations.value(parameter.path("schema"), name, odd, ODD_ONE_IN);
    return encoded(value.isValueNode() ? value.asText() : value.toString());
  }

  /// As a browser would; what stands for something else is left as it is.
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("%7B%7B", "{{")
        .replace("%7D%7D", "}}");
  }

  private static byte[] body(String type, JsonNode value) {
    String text =
        switch (type) {
          case "application/x-www-form-urlencoded" -> form(value);
          case "multipart/form-data" -> multipart(value);
          default -> value.toString();
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String form(JsonNode value) {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, String> pair : flat(value)) {
      pairs.add(encoded(pair.getKey()) + "=" + encoded(pair.getValue()));
    }
    return String.join("&", pairs);
  }

  private static String multipart(JsonNode value) {
    StringBuilder body = new StringBuilder();
    for (Map.Entry<String, String> pair : flat(value)) {
      boolean file = pair.getKey().equals("file");
      body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
          .append(pair.getKey())
          .append(
              file ? "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" : "\"\r\n\r\n")
          .append(pair.getValue())
          .append("\r\n");
    }
    return body.append("--" + BOUNDARY + "--\r\n").toString();
  }

  /// Members as a form names them.
  private static List<Map.Entry<String, String>> flat(JsonNode value) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    if (value instanceof ObjectNode object) {
      object.properties().forEach(member -> flatten(member.getKey(), member.getValue(), pairs, 0));
    }
    return pairs;
  }

  private static void flatten(
      String name, JsonNode value, List<Map.Entry<String, String>> pairs, int depth) {
    if (value.isArray() && depth < 50) {
      value.forEach(element -> flatten(name + "[]", element, pairs, depth + 1));
    } else if (value.isObject() && depth < 50) {
      value
          .properties()
          .forEach(
              member ->
                  flatten(name + "[" + member.getKey() + "]", member.getValue(), pairs, depth + 1));
    } else {
      pairs.add(Map.entry(name, value.asText()));
    }
  }
}
