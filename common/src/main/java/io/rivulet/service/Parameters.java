package io.rivulet.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters of a request, whichever way they came. `null` is the same as absent, and members
/// nobody asks for are ignored. A member of the wrong type is answered with 422 and its name.
public final class Parameters {
  /// None.
  public static final Parameters EMPTY = new Parameters(JsonNodeFactory.instance.objectNode());

  private final ObjectNode members;

  Parameters(ObjectNode members) {
    this.members = members;
  }

  /// The parameters of a query string, with the same rules for brackets as a form.
  public static Parameters ofQuery(MultivaluedMap<String, String> query) {
    ParameterTree tree = new ParameterTree();
    query.forEach((name, values) -> values.forEach(value -> tree.add(name, value)));
    return new Parameters(tree.root());
  }

  public boolean has(String name) {
    return json(name).isPresent();
  }

  /// A text. A number counts as its digits, and of several values the last one is taken.
  public Optional<String> string(String name) {
    return json(name).map(node -> text(name, node.isArray() ? last(node) : node));
  }

  /// A boolean: JSON's own, or one of the texts `true`, `false`, `1`, `0`.
  public Optional<Boolean> bool(String name) {
    return string(name)
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                switch (text) {
                  case "true", "1", "on" -> true;
                  case "false", "0", "off" -> false;
                  default -> throw ApiException.invalid(name + " must be true or false");
                });
  }

  /// An id: the decimal digits of a positive 64-bit number.
  public Optional<Long> id(String name) {
    return string(name).filter(text -> !text.isEmpty()).map(text -> parseId(name, text));
  }

  /// A list of texts; a single one counts as a list of one, an absent one as empty.
  public List<String> strings(String name) {
    List<String> texts = new ArrayList<>();
    json(name)
        .ifPresent(
            node -> {
              if (node.isArray()) {
                node.forEach(element -> texts.add(text(name, element)));
              } else {
                texts.add(text(name, node));
              }
            });
    return texts;
  }

  /// The parameters inside an object, `home` of `home[last_read_id]`.
  public Optional<Parameters> nested(String name) {
    return json(name).map(node -> nested(name, node));
  }

  /// The parameters inside each object of a list, or of an object whose members are numbered, which
  /// some clients send in its place.
  public List<Parameters> nestedList(String name) {
    List<Parameters> list = new ArrayList<>();
    json(name)
        .ifPresent(
            node -> {
              if (!node.isArray() && !isNumbered(node)) {
                throw ApiException.invalid(name + " must be a list of objects");
              }
              node.forEach(element -> list.add(nested(name, element)));
            });
    return list;
  }

  /// The member as it came, for what has a decoder of its own.
  public Optional<JsonNode> json(String name) {
    return Optional.ofNullable(members.get(name)).filter(node -> !node.isNull());
  }

  private static boolean isNumbered(JsonNode node) {
    return node instanceof ObjectNode object
        && !object.isEmpty()
        && object.properties().stream()
            .allMatch(member -> member.getKey().chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static Parameters nested(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new Parameters(object);
    }
    throw ApiException.invalid(name + " must be an object");
  }

  private static JsonNode last(JsonNode array) {
    return array.isEmpty() ? JsonNodeFactory.instance.textNode("") : array.get(array.size() - 1);
  }

  private static String text(String name, JsonNode node) {
    if (!node.isValueNode() || node.isNull()) {
      throw ApiException.invalid(name + " must be a text");
    }
    return node.asText();
  }

  private static long parseId(String name, String text) {
    try {
      long id = Long.parseLong(text);
      if (id > 0 && text.charAt(0) != '+') {
        return id;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number that is not positive.
    }
    throw ApiException.invalid(name + " must be an id");
  }
}
