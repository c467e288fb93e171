package io.rivulet.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rivulet.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON object that is read field by field, each with the type that is expected.
///
/// Every fault raises [InvalidEventException] with the path from the outermost object: paths are
/// put together on the way out, so reading what is right costs nothing for them. Fields nobody asks
/// for are tolerated; `null` is the same as absent.
public final class JsonFields {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(Limits.NESTING).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String ID = "a positive id as a string of decimal digits";

  private final JsonNode object;

  private JsonFields(JsonNode object) {
    this.object = object;
  }

  /// The fields of a record's value.
  ///
  /// @param json null is the value of a tombstone record, and as wrong as an empty one
  /// @throws InvalidEventException unless it is one JSON object in UTF-8 within [Limits]
  public static JsonFields parse(byte @Nullable [] json) {
    if (json == null || json.length == 0) {
      throw new InvalidEventException("", "a JSON object", "an empty value");
    }
    if (json.length > Limits.RECORD_BYTES) {
      throw new InvalidEventException(
          "", "at most " + Limits.RECORD_BYTES + " bytes", json.length + " bytes");
    }
    return of(tree(text(json)));
  }

  private static JsonFields of(JsonNode node) {
    if (!node.isObject()) {
      throw new InvalidEventException("", "a JSON object", describe(node));
    }
    return new JsonFields(node);
  }

  /// Decoding to a String first is strict: Jackson's own decoder lets overlong forms pass.
  private static String text(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0) {
      checkUtf8(json);
    }
    return text;
  }

  private static void checkUtf8(byte[] json) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(json);
    try {
      decoder.decode(bytes);
    } catch (CharacterCodingException e) {
      int position = bytes.position();
      String found = String.format("byte 0x%02x at position %d", json[position], position);
      throw new InvalidEventException("", "UTF-8", found, e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new InvalidEventException(
          "", "JSON of at most " + Limits.NESTING + " levels and short numbers", quote(text), e);
    } catch (JsonProcessingException e) {
      throw new InvalidEventException(
          "", "a JSON object", quote(text) + " (" + e.getOriginalMessage() + ")", e);
    }
  }

  private static String quote(String text) {
    return InvalidEventException.excerpt(text);
  }

  private static String describe(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "nothing";
    }
    if (node.isTextual()) {
      return InvalidEventException.quote(node.textValue());
    }
    String kind = node.getNodeType() == JsonNodeType.BOOLEAN ? "" : kind(node);
    return kind + InvalidEventException.excerpt(node.toString());
  }

  private static String kind(JsonNode node) {
    return node.isArray() ? "the list " : node.isObject() ? "the object " : "the number ";
  }

  private static InvalidEventException wrong(String name, String expected, JsonNode found) {
    return new InvalidEventException(name, expected, describe(found));
  }

  private JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? MissingNode.getInstance() : node;
  }

  public boolean has(String name) {
    return !node(name).isMissingNode();
  }

  public String string(String name) {
    JsonNode node = node(name);
    if (!node.isTextual()) {
      throw wrong(name, "a string", node);
    }
    return node.textValue();
  }

  public String string(String name, String otherwise) {
    return has(name) ? string(name) : otherwise;
  }

  public @Nullable String optionalString(String name) {
    return has(name) ? string(name) : null;
  }

  public @Nullable Boolean optionalBool(String name) {
    return has(name) ? bool(name, false) : null;
  }

  public boolean bool(String name, boolean otherwise) {
    JsonNode node = node(name);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw wrong(name, "true or false", node);
    }
    return node.booleanValue();
  }

  public long number(String name, long least, long most) {
    JsonNode node = node(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong(name, "a whole number from " + least + " to " + most, node);
    }
    Check.range(name, node.longValue(), least, most);
    return node.longValue();
  }

  public int integer(String name, int otherwise, int most) {
    return has(name) ? Math.toIntExact(number(name, 0, most)) : otherwise;
  }

  /// An id: a string of decimal digits, since numbers of JSON lose digits in many languages.
  public long id(String name) {
    JsonNode node = node(name);
    long id = id(node);
    if (id == 0) {
      throw wrong(name, ID, node);
    }
    return id;
  }

  private static long id(JsonNode node) {
    return node.isTextual() ? Ids.parse(node.textValue()) : 0;
  }

  public Instant instant(String name) {
    JsonNode node = node(name);
    try {
      if (node.isTextual()) {
        Instant instant = Instant.parse(node.textValue());
        Check.instant(name, instant);
        return instant;
      }
    } catch (DateTimeException e) {
      // Falls through to the same message as for a number.
    }
    throw wrong(name, "an ISO 8601 time such as \"2026-11-22T18:36:50.029Z\"", node);
  }

  public @Nullable Instant optionalInstant(String name) {
    return has(name) ? instant(name) : null;
  }

  /// A length of time in seconds, kept to the millisecond.
  public @Nullable Duration optionalSeconds(String name) {
    JsonNode node = node(name);
    if (node.isMissingNode()) {
      return null;
    }
    double seconds = node.doubleValue();
    long most = Limits.MEDIA_DURATION.toSeconds();
    // An exponent too large for a double reads as infinite, and so is out of range.
    if (!node.isNumber() || seconds < 0 || seconds > most) {
      throw wrong(name, "a number of seconds from 0 to " + most, node);
    }
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  public <E extends Enum<E> & Named> E constant(String name, Class<E> type) {
    JsonNode node = node(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.json().equals(node.textValue())) {
        return constant;
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants()).map(Named::json).collect(Collectors.joining(", "));
    throw wrong(name, "one of " + names, node);
  }

  public <E extends Enum<E> & Named> E constant(String name, E otherwise) {
    return has(name) ? constant(name, otherwise.getDeclaringClass()) : otherwise;
  }

  public <T> T object(String name, Function<JsonFields, T> read) {
    return within(name, node(name), read);
  }

  public <T> @Nullable T optionalObject(String name, Function<JsonFields, T> read) {
    return has(name) ? object(name, read) : null;
  }

  /// A list of objects; absent is empty.
  public <T> List<T> objects(String name, Function<JsonFields, T> read, int most) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : items(name, most)) {
      items.add(within(name + "[" + items.size() + "]", item, read));
    }
    return items;
  }

  /// A list of strings; absent is empty.
  public List<String> strings(String name, int most) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : items(name, most)) {
      if (!item.isTextual()) {
        throw wrong(name + "[" + items.size() + "]", "a string", item);
      }
      items.add(item.textValue());
    }
    return items;
  }

  /// A list of ids; absent is empty.
  public List<Long> ids(String name, int most) {
    List<Long> ids = new ArrayList<>();
    for (JsonNode item : items(name, most)) {
      long id = id(item);
      if (id == 0) {
        throw wrong(name + "[" + ids.size() + "]", ID, item);
      }
      ids.add(id);
    }
    return ids;
  }

  private JsonNode items(String name, int most) {
    JsonNode node = node(name);
    if (!node.isMissingNode() && !node.isArray()) {
      throw wrong(name, "a list", node);
    }
    if (node.size() > most) {
      throw new InvalidEventException(name, "at most " + most + " items", node.size() + " items");
    }
    return node;
  }

  private static <T> T within(String name, JsonNode node, Function<JsonFields, T> read) {
    try {
      return read.apply(of(node));
    } catch (InvalidEventException e) {
      throw e.under(name);
    }
  }
}
