package io.rivulet.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the tree that JSON would have from a form's bracketed names: `id[]=1` and `id[0]=1` are
/// members of an array, `home[last_read_id]=5` is a member of an object, `fields[0][name]=a` of an
/// object in an array, and a name given twice is an array. Positions are not kept: elements stand
/// in the order of the form, so that a large index costs nothing. Without a number
/// (`fields[][name]`) a new element begins where a member comes again.
final class ParameterTree {
  private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

  /// Far above what the API knows, far below what would cost a parser anything.
  private static final int MAX_DEPTH = 8;

  /// As many as servers take in a form; the API knows some dozens.
  static final int MAX_PARAMETERS = 1_000;

  static final int MAX_NAME = 1_000;
  static final String TOO_MANY = "more than %d parameters".formatted(MAX_PARAMETERS);

  private int size;
  private final ObjectNode root = nodes.objectNode();

  /// Elements of arrays by the positions they were given.
  private final IdentityHashMap<ArrayNode, Map<String, ObjectNode>> elements =
      new IdentityHashMap<>();

  ObjectNode root() {
    return root;
  }

  /// @param name null if a part of a multipart body has none
  /// @throws ApiException MALFORMED if there are too many, or one has no name or too long a one
  void add(@Nullable String name, String value) {
    if (name == null) {
      throw ApiException.malformed("a part of a multipart body has no name");
    }
    if (++size > MAX_PARAMETERS) {
      throw ApiException.malformed(TOO_MANY);
    }
    if (name.length() > MAX_NAME) {
      throw ApiException.malformed(
          "a parameter's name of more than %d characters".formatted(MAX_NAME));
    }
    put(root, path(name), value);
  }

  private void put(ObjectNode parent, List<String> path, String value) {
    String name = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    JsonNode present = parent.get(name);
    if (rest.isEmpty()) {
      parent.set(name, present == null ? nodes.textNode(value) : appended(present, value));
    } else if (rest.size() > 1 && isPosition(rest.getFirst())) {
      ArrayNode array = present instanceof ArrayNode known ? known : nodes.arrayNode();
      parent.set(name, array);
      List<String> member = rest.subList(1, rest.size());
      put(element(array, rest.getFirst(), member.getFirst()), member, value);
    } else if (isPosition(rest.getFirst())) {
      parent.set(name, appended(present == null ? nodes.arrayNode() : present, value));
    } else {
      ObjectNode child = present instanceof ObjectNode object ? object : nodes.objectNode();
      parent.set(name, child);
      put(child, rest, value);
    }
  }

  private ObjectNode element(ArrayNode array, String position, String member) {
    Map<String, ObjectNode> known = elements.computeIfAbsent(array, _ -> new HashMap<>());
    ObjectNode element = known.get(position);
    if (element == null || (position.isEmpty() && element.has(member))) {
      element = array.addObject();
      known.put(position, element);
    }
    return element;
  }

  private static ArrayNode appended(JsonNode present, String value) {
    ArrayNode array = present instanceof ArrayNode known ? known : nodes.arrayNode().add(present);
    return array.add(value);
  }

  private static boolean isPosition(String segment) {
    return segment.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// `a[b][]` as `a`, `b` and the empty segment; a name whose brackets do not fit is one segment.
  private static List<String> path(String name) {
    int bracket = name.indexOf('[');
    if (bracket <= 0 || !name.endsWith("]")) {
      return List.of(name);
    }
    List<String> path = new ArrayList<>();
    path.add(name.substring(0, bracket));
    for (String segment : name.substring(bracket + 1, name.length() - 1).split("\\]\\[", -1)) {
      path.add(segment);
    }
    if (path.size() > MAX_DEPTH) {
      throw ApiException.malformed("a parameter of more than %d levels".formatted(MAX_DEPTH));
    }
    return path;
  }
}
