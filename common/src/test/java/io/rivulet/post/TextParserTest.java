package io.rivulet.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextParserTest {

  /// Tags and usernames are separated by blanks.
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing here | `` | ``",
        "#one #Two #one | one two | ``",
        "#größe #Ελλάδα #東京 #हिन्दी | größe ελλάδα 東京 हिन्दी | ``",
        "(#a),#b.#c | a b c | ``",
        "#2026 #1st # #_ | 1st | ``",
        "a#b &#39; ##c | `` | ``",
        "@ann, (@Bob)! @ANN | `` | ann Bob",
        "ann@example.org me.@ann | `` | ann",
        "@ann@elsewhere.example @bob | `` | bob",
        "@anñ @this_name_has_31_characters_xxxx @ | `` | ``",
        "@@ann | `` | ``",
        "https://a.example/#x/@y #z @w | z | w",
        "🚀#launch🚀@ann🚀 | launch | ann",
      })
  void findsTagsAndMentions(String text, String tags, String usernames) {
    ParsedText parsed = TextParser.parse(text);
    assertThat(parsed.tags()).isEqualTo(words(tags));
    assertThat(parsed.usernames()).isEqualTo(words(usernames));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "see https://a.example/x?y=1&z=2#f, please | https://a.example/x?y=1&z=2#f",
        "(https://a.example/b) | https://a.example/b",
        "https://a.example/b_(c) | https://a.example/b_(c)",
        "HTTP://A.example! | HTTP://A.example",
        "https://例え.jp/道。次 | https://例え.jp/道",
        "<https://a.example>\"https://b.example\" | https://a.example https://b.example",
        "xhttps://a.example https:// http:///x https://.x | ``",
        "ftp://a.example javascript:alert(1) | ``",
        "https://a.example…https://b.example | https://a.example…https://b.example",
      })
  void findsAddresses(String text, String addresses) {
    List<String> found =
        TextParser.parse(text).spans().stream()
            .filter(TextSpan.Link.class::isInstance)
            .map(span -> text.substring(span.start(), span.end()))
            .toList();
    assertThat(found).isEqualTo(words(addresses));
  }

  @Test
  void lengthCountsCodePointsAndAnAddressAsTwentyThree() {
    assertThat(TextParser.parse("").length()).isZero();
    assertThat(TextParser.parse("🚀é").length()).isEqualTo(2);
    assertThat(TextParser.parse("a https://a.example/" + "x".repeat(500)).length()).isEqualTo(25);
    assertThat(TextParser.parse("http://a.b").length()).isEqualTo(23);
  }

  @Test
  void aTagMayBeAsLongAsItsBoundAndNoLonger() {
    assertThat(TextParser.parse("#" + "x".repeat(100)).tags()).hasSize(1);
    assertThat(TextParser.parse("#" + "x".repeat(101)).tags()).isEmpty();
  }

  @Test
  void noMoreTagsAndMentionsAreTakenThanABodyHolds() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      text.append("#t").append(i).append(" @u").append(i).append(' ');
    }
    ParsedText parsed = TextParser.parse(text.toString());
    assertThat(parsed.tags()).hasSize(255);
    assertThat(parsed.usernames()).hasSize(255);
  }

  @Test
  void anyTextIsParsedInOrderWithoutOverlap() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String alphabet = "#@h https://a.b()_é東🚀\ud800\udc00\udfff\n.";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int end = 0;
      for (TextSpan span : TextParser.parse(text.toString()).spans()) {
        assertThat(span.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(end);
        assertThat(span.end()).as("seed %d: %s", seed, text).isGreaterThan(span.start());
        end = span.end();
      }
      assertThat(end).isLessThanOrEqualTo(text.length());
    }
  }

  @Test
  void hostileTextsTakeLinearTime() {
    for (String piece : List.of("https://", "#", "@a", "@a@", "(", "https://a(", "@a@b.")) {
      String text = piece.repeat(200_000);
      Assertions.assertTimeout(
          Duration.ofSeconds(5),
          () -> assertThatCode(() -> TextParser.parse(text)).doesNotThrowAnyException(),
          piece);
    }
  }
}
