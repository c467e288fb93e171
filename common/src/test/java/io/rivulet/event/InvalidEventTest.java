package io.rivulet.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong is named: the field, what was expected, what was found.
class InvalidEventTest {

  private static final String POST =
      """
      {"type":"post-published","v":1,"id":"1","author":"2","visibility":"public",
       "createdAt":"2026-11-22T18:36:50.029Z","content":{"text":"x","media":[
       {"kind":"image","url":"https://a.example/1","width":1,"duration":1}],"tags":["a"],
       "mentions":[{"account":"3","username":"bob"}],"card":{"url":"https://a.example"}},
       "origin":{"partition":0,"offset":0}}""";

  /// Each replaces the first text by the second in a valid post.
  @ParameterizedTest(name = "[{index}] {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "post-published | post-exploded | type | one of post-published, post-edited | \"post-exploded\"",
        "\"type\":\"post-published\", | `` | type | a string | nothing",
        "\"post-published\" | 7 | type | a string | the number 7",
        "\"v\":1, | `` | v | a whole number from 1 to 1 | nothing",
        "\"v\":1 | \"v\":2 | v | a number from 1 to 1 | 2",
        "\"id\":\"1\" | \"id\":1 | id | a positive id as a string of decimal digits | the number 1",
        "\"id\":\"1\" | \"id\":\"0\" | id | a positive id as a string of decimal digits | \"0\"",
        "\"id\":\"1\" | \"id\":\"-5\" | id | a positive id | \"-5\"",
        "\"id\":\"1\" | \"id\":\"9223372036854775808\" | id | a positive id | \"9223372036854775808\"",
        "\"id\":\"1\", | `` | id | a positive id | nothing",
        "\"author\":\"2\" | \"author\":null | author | a positive id | nothing",
        "\"author\":\"2\" | \"author\":{\"id\":\"2\"} | author | a positive id | the object {\"id\":\"2\"}",
        "\"public\" | \"secret\" | visibility | one of public, unlisted, followers, direct | \"secret\"",
        "\"public\" | \"PUBLIC\" | visibility | one of public, unlisted, followers, direct | \"PUBLIC\"",
        "2026-11-22T18:36:50.029Z | yesterday | createdAt | an ISO 8601 time | \"yesterday\"",
        "2026-11-22T18:36:50.029Z | +1000000-01-01T00:00:00Z | createdAt | a time from 1970 to 9999 | +1000000-01",
        "\"2026-11-22T18:36:50.029Z\" | 1790000000 | createdAt | an ISO 8601 time | the number 1790000000",
        "\"text\":\"x\" | \"text\":null | content.text | a string | nothing",
        "\"text\":\"x\" | \"text\":[1,2] | content.text | a string | the list [1,2]",
        "\"text\":\"x\" | \"text\":\"\\ud800\" | content.text | well-formed Unicode | \"?\"",
        "\"kind\":\"image\" | \"kind\":\"hologram\" | content.media[0].kind | one of image, video, audio, gif | \"hologram\"",
        "https://a.example/1 | javascript:alert(1) | content.media[0].url | an http or https address | \"javascript:alert(1)\"",
        "https://a.example/1 | https:// | content.media[0].url | an http or https address | \"https://\"",
        "https://a.example/1 | https://a.example/'x | content.media[0].url | an http or https address | 'x",
        "\"width\":1 | \"width\":-1 | content.media[0].width | a number from 0 to 1000000 | -1",
        "\"width\":1 | \"width\":1.5 | content.media[0].width | a whole number from 0 to 1000000 | the number 1.5",
        "\"width\":1 | \"width\":99999999999999999999 | content.media[0].width | a whole number | the number 99999999999999999999",
        "\"duration\":1 | \"duration\":\"1s\" | content.media[0].duration | a number of seconds from 0 to 2592000 | \"1s\"",
        "\"duration\":1 | \"duration\":1e99 | content.media[0].duration | a number of seconds from 0 to 2592000 | the number 1.0E99",
        "\"duration\":1 | \"duration\":1e9999999999 | content.media[0].duration | a number of seconds | Infinity",
        "[\"a\"] | [\"a\",7] | content.tags[1] | a string | the number 7",
        "[\"a\"] | \"a\" | content.tags | a list | \"a\"",
        "{\"account\":\"3\",\"username\":\"bob\"} | \"bob\" | content.mentions[0] | a JSON object | \"bob\"",
        "\"bob\" | \"bob@elsewhere\" | content.mentions[0].username | a username (1 to 30 of A-Z, a-z, 0-9, _) | \"bob@elsewhere\"",
        "{\"url\":\"https://a.example\"} | {} | content.card.url | a string | nothing",
        "{\"url\":\"https://a.example\"} | true | content.card | a JSON object | true",
        "\"tags\" | \"sensitive\":\"yes\",\"tags\" | content.sensitive | true or false | \"yes\"",
        "\"tags\" | \"language\":\"e\",\"tags\" | content.language | a language code | \"e\"",
        "\"partition\":0 | \"partition\":-1 | origin.partition | a number from 0 to 2147483647 | -1",
        "\"offset\":0 | \"offset\":\"0\" | origin.offset | a whole number | \"0\"",
        "\"offset\":0 | \"offset\":140737488355328 | origin.offset | a number from 0 to 140737488355327 | 140737488355328",
        "\"offset\":0 | \"offset\":0,\"index\":65536 | origin.index | a number from 0 to 65535 | 65536",
        "\"offset\":0 | \"offset\":0,\"index\":-1 | origin.index | a number from 0 to 65535 | -1",
        "\"origin\" | \"clientKey\":\" \",\"origin\" | clientKey | a key that is not blank | \" \"",
        "\"origin\" | \"replyTo\":{\"id\":\"1\"},\"origin\" | replyTo.author | a positive id | nothing",
        "\"origin\" | \"boostOf\":{\"id\":\"1\",\"author\":\"2\"},\"origin\" | boostOf.id | an id below the boost's own, 1 | 1",
        "\"id\":\"1\" | \"id\":\"2\",\"boostOf\":{\"id\":\"1\",\"author\":\"2\"} | content | empty content in a boost | text or media",
      })
  void aWrongFieldIsNamed(String right, String wrong, String field, String expected, String found) {
    assertThat(POST).contains(right);
    InvalidEventException e = refused(POST.replace(right, wrong).getBytes(UTF_8));
    assertThat(e.field()).isEqualTo(field);
    assertThat(e.expected()).contains(expected);
    assertThat(e.found()).contains(found);
    assertThat(e).hasMessage(field + ": expected " + e.expected() + ", found " + e.found());
  }

  static Stream<Arguments> documents() {
    String deep = "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}";
    String large = "{\"x\":\"" + "x".repeat(Limits.RECORD_BYTES) + "\"}";
    return Stream.of(
        Arguments.of("an empty value", new byte[0], "a JSON object", "an empty value"),
        Arguments.of("no JSON", "hello".getBytes(UTF_8), "a JSON object", "hello"),
        Arguments.of("XML", "<a/>".getBytes(UTF_8), "a JSON object", "<a/>"),
        Arguments.of("blanks", "  \n".getBytes(UTF_8), "a JSON object", "nothing"),
        Arguments.of("a list", "[1]".getBytes(UTF_8), "a JSON object", "the list [1]"),
        Arguments.of("null", "null".getBytes(UTF_8), "a JSON object", "nothing"),
        Arguments.of("cut off", "{\"type\":".getBytes(UTF_8), "a JSON object", "{\"type\":"),
        Arguments.of("two", "{} {}".getBytes(UTF_8), "a JSON object", "{} {}"),
        Arguments.of(
            "the same field twice",
            "{\"type\":\"a\",\"type\":\"b\"}".getBytes(UTF_8),
            "a JSON object",
            "Duplicate field"),
        Arguments.of(
            "Latin-1", "{\"x\":\"é\"}".getBytes(ISO_8859_1), "UTF-8", "byte 0xe9 at position 6"),
        Arguments.of(
            "an overlong form",
            new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'},
            "UTF-8",
            "byte 0xc0 at position 2"),
        Arguments.of("UTF-16", "{}".getBytes(UTF_16LE), "", ""),
        Arguments.of("nesting", deep.getBytes(UTF_8), "JSON of at most 32 levels", "{\"x\":[[["),
        Arguments.of("a megabyte", large.getBytes(UTF_8), "at most 1048576 bytes", "1048584 bytes"),
        Arguments.of(
            "a giant number",
            ("{\"v\":" + "1".repeat(5_000) + "}").getBytes(UTF_8),
            "short numbers",
            "{\"v\":111"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void aDocumentThatIsNoObjectIsRefused(String name, byte[] value, String expected, String found) {
    InvalidEventException e = refused(value);
    assertThat(e.field()).isEmpty();
    assertThat(e.expected()).as(name).contains(expected);
    assertThat(e.found()).as(name).contains(found);
  }

  @Test
  void aTombstoneIsAnEmptyValue() {
    InvalidEventException e =
        catchThrowableOfType(InvalidEventException.class, () -> EventJson.decode(null));
    assertThat(e).hasMessage("expected a JSON object, found an empty value");
  }

  @Test
  void tooLongATextSaysHowLong() {
    String text = "🚀".repeat(Limits.TEXT + 1);
    InvalidEventException e = refused(POST.replace("\"x\"", '"' + text + '"').getBytes(UTF_8));
    assertThat(e)
        .hasMessage("content.text: expected at most 5000 characters, found 5001 characters");
    String fits = "🚀".repeat(Limits.TEXT);
    assertThat(EventJson.decode(POST.replace("\"x\"", '"' + fits + '"').getBytes(UTF_8)))
        .isInstanceOf(PostPublished.class);
  }

  @Test
  void tooManyMediaSayHowMany() {
    String one = "{\"kind\":\"image\",\"url\":\"https://a.example/1\"},";
    byte[] json = POST.replace("[\n {", "[" + one.repeat(16) + "{").getBytes(UTF_8);
    assertThat(refused(json))
        .hasMessage("content.media: expected at most 16 items, found 17 items");
  }

  @Test
  void whatWasFoundIsCutShort() {
    byte[] json = POST.replace("\"public\"", '"' + "s\\u0000".repeat(1_000) + '"').getBytes(UTF_8);
    assertThat(refused(json).found()).hasSizeLessThan(70).contains("s?s?").doesNotContain("\u0000");
  }

  /// Each replaces the first text by the second in a valid relation of a type.
  @ParameterizedTest(name = "[{index}] {0}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "followed | \"7\" | \"8\" | target | an account other than the viewer | 8",
        "unfollowed | \"7\" | \"8\" | target | an account other than the viewer | 8",
        "blocked | \"7\" | \"8\" | target | an account other than the viewer | 8",
        "unblocked | \"viewer\":\"7\", | `` | viewer | a positive id | nothing",
        "muted | \"8\" | 8 | target | a positive id | the number 8",
        "muted | \"at\" | \"until\":7,\"at\" | until | an ISO 8601 time | the number 7",
        "unmuted | 2026-11-22T18:36:50Z | soon | at | an ISO 8601 time | \"soon\"",
        "followed | \"at\" | \"boosts\":\"no\",\"at\" | boosts | true or false | \"no\"",
        "follow-requested | \"at\" | \"boosts\":1,\"at\" | boosts | true or false | the number 1",
        "follow-accepted | \"8\" | \"7\" | target | an account other than the viewer | 7",
        "follow-rejected | 2026-11-22T18:36:50Z | 0001-01-01T00:00:00Z | at | a time from 1970 to 9999 | 0001",
      })
  void aWrongFieldOfARelationIsNamed(
      String type, String right, String wrong, String field, String expected, String found) {
    String json =
        "{\"type\":\"%s\",\"v\":1,\"viewer\":\"7\",\"target\":\"8\",\"at\":\"2026-11-22T18:36:50Z\"}"
            .formatted(type);
    assertThat(EventJson.type(EventJson.decode(json.getBytes(UTF_8)))).isEqualTo(type);
    assertThat(json).contains(right);
    InvalidEventException e = refused(json.replace(right, wrong).getBytes(UTF_8));
    assertThat(e.field()).isEqualTo(field);
    assertThat(e.expected()).contains(expected);
    assertThat(e.found()).contains(found);
  }

  @Test
  void nothingButAnInvalidEventComesOfGarbage() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] pieces = "{}[]\":,\\u0e9-+.1tfn \ud83d\ude80\u00e9".getBytes(UTF_8);
    for (int i = 0; i < 50_000; i++) {
      byte[] json = POST.getBytes(UTF_8);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        json[random.nextInt(json.length)] = pieces[random.nextInt(pieces.length)];
      }
      try {
        assertThat(EventJson.decode(json)).isInstanceOf(PostPublished.class);
      } catch (InvalidEventException e) {
        assertThat(e.getMessage()).as("seed %d", seed).contains("expected ", ", found ");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + new String(json, UTF_8), e);
      }
    }
  }

  private static InvalidEventException refused(byte[] json) {
    return catchThrowableOfType(InvalidEventException.class, () -> EventJson.decode(json));
  }
}
