package io.rivulet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/// Values that programs tend to stumble over.
final class Odd {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEP = 900;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "null",
          "undefined",
          "true",
          "-1",
          "0",
          "+1",
          "01",
          "1e3",
          "1.5",
          "NaN",
          "0x10",
          "٣",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "99999999999999999999999999",
          "2147483648",
          "\ud800",
          "\udfff\ud800",
          "\u202e\u200d\ufeff",
          "\uffff",
          "e\u0301\u0301\u0301\u0301",
          "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f",
          "\r\nX-Injected: 1",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "javascript:alert(1)",
          "https://[::1",
          "http://a b/",
          "https://example.org/" + "a".repeat(3_000),
          "../../etc/passwd",
          "..%2f..%2f",
          "%00",
          "%zz",
          "' OR 1=1 --",
          "${jndi:ldap://127.0.0.1/a}",
          "@ann@example.org @nobody #tag ##",
          "#" + "a".repeat(200),
          "AND OR NOT (",
          "*",
          "a~ b^ [1 TO",
          "2026-02-30T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z");

  private final Random random;

  Odd(Random random) {
    this.random = random;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  String text() {
    return switch (random.nextInt(12)) {
      case 0 -> of(TEXTS).repeat(1 + random.nextInt(50));
      case 1 -> "x".repeat(1 << random.nextInt(14));
      case 2 -> characters(1 + random.nextInt(40));
      default -> of(TEXTS);
    };
  }

  private String characters(int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, 0x3000).forEach(text::appendCodePoint);
    return text.toString();
  }

  JsonNode json() {
    return switch (random.nextInt(12)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.numberNode(new BigDecimal("1e" + random.nextInt(400)));
      case 4 -> JSON.numberNode(BigInteger.TWO.pow(random.nextInt(3_000)));
      case 5 -> JSON.arrayNode();
      case 6 -> JSON.objectNode();
      case 7 -> many();
      case 8 -> deep();
      default -> JSON.textNode(text());
    };
  }

  private ArrayNode many() {
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(3) == 0 ? 5_000 : 40; i > 0; i--) {
      array.add(i);
    }
    return array;
  }

  private JsonNode deep() {
    JsonNode node = JSON.numberNode(1);
    for (int i = 1 + random.nextInt(DEEP); i > 0; i--) {
      if (random.nextBoolean()) {
        node = JSON.arrayNode().add(node);
      } else {
        ObjectNode object = JSON.objectNode();
        object.set("a", node);
        node = object;
      }
    }
    return node;
  }
}
