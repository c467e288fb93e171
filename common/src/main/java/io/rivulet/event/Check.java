package io.rivulet.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checks that the records of this package make on themselves, each with a message of its own.
final class Check {

  /// Instants outside these have no milliseconds in a long, or no four-digit year.
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Check() {}

  static void id(String field, long id) {
    if (id <= 0) {
      throw new InvalidEventException(field, "a positive id", Long.toString(id));
    }
  }

  static void different(String field, long id, long other, String expected) {
    if (id == other) {
      throw new InvalidEventException(field, expected, Long.toString(id));
    }
  }

  static void atLeast(String field, long value, long least) {
    range(field, value, least, Long.MAX_VALUE);
  }

  static void range(String field, long value, long least, long most) {
    if (value < least || value > most) {
      String expected =
          most == Long.MAX_VALUE
              ? "a number of at least " + least
              : "a number from " + least + " to " + most;
      throw new InvalidEventException(field, expected, Long.toString(value));
    }
  }

  static void instant(String field, Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new InvalidEventException(field, "a time from 1970 to 9999", instant.toString());
    }
  }

  static void duration(String field, @Nullable Duration duration) {
    if (duration != null
        && (duration.isNegative() || duration.compareTo(Limits.MEDIA_DURATION) > 0)) {
      throw new InvalidEventException(
          field,
          "0 to " + Limits.MEDIA_DURATION.toSeconds() + " seconds",
          duration.toSeconds() + " seconds");
    }
  }

  /// Well-formed and not too long. A lone surrogate cannot be written as UTF-8.
  static void text(String field, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      throw new InvalidEventException(
          field, "at most " + most + " characters", length + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !pairAt(text, i++)) {
        throw new InvalidEventException(
            field, "well-formed Unicode", InvalidEventException.quote(text));
      }
    }
  }

  private static boolean pairAt(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }

  static void eachText(String field, List<String> texts, int most) {
    for (int i = 0; i < texts.size(); i++) {
      text(field + "[" + i + "]", texts.get(i), most);
    }
  }

  static <T> List<T> list(String field, List<T> list, int most) {
    if (list.size() > most) {
      throw new InvalidEventException(field, "at most " + most + " items", list.size() + " items");
    }
    return List.copyOf(list);
  }

  static void clientKey(String field, @Nullable String key) {
    if (key == null) {
      return;
    }
    if (key.isBlank()) {
      throw new InvalidEventException(
          field, "a key that is not blank", InvalidEventException.quote(key));
    }
    text(field, key, Limits.CLIENT_KEY);
  }

  static void language(String field, @Nullable String language) {
    if (language == null) {
      return;
    }
    boolean fits =
        language.length() >= 2
            && language.length() <= Limits.LANGUAGE
            && language
                .chars()
                .allMatch(c -> c == '-' || (c != '_' && Usernames.isUsernameCharacter(c)));
    if (!fits) {
      throw new InvalidEventException(
          field, "a language code such as \"en\"", InvalidEventException.quote(language));
    }
  }

  static void optionalUrl(String field, String url) {
    if (!url.isEmpty()) {
      url(field, url);
    }
  }

  /// Only http and https: what else a browser would follow (`javascript:`) must never be served.
  static void url(String field, String url) {
    if (url.length() > Limits.URL) {
      throw new InvalidEventException(
          field, "at most " + Limits.URL + " characters", url.length() + " characters");
    }
    if (!isWebAddress(url)) {
      throw new InvalidEventException(
          field, "an http or https address", InvalidEventException.quote(url));
    }
  }

  private static boolean isWebAddress(String url) {
    int start =
        url.regionMatches(true, 0, "https://", 0, 8)
            ? 8
            : url.regionMatches(true, 0, "http://", 0, 7) ? 7 : url.length();
    return start < url.length()
        && "/?#:".indexOf(url.charAt(start)) < 0
        && url.chars().skip(start).allMatch(Check::isAddressCharacter);
  }

  /// Looser than RFC 3986, as what networks serve is; strict about what could leave an HTML
  /// attribute.
  private static boolean isAddressCharacter(int c) {
    return c > ' ' && c != 0x7f && "\"'<>\\`".indexOf(c) < 0 && !Character.isSurrogate((char) c);
  }
}
