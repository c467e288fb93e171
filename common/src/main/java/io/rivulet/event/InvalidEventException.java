package io.rivulet.event;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A record that is not what its contract says: poison, never to be retried.
///
/// Says where (a path such as `content.media[2].url`, empty for the whole record), what was
/// expected there and what was found, the latter cut short, since it may be anything.
public final class InvalidEventException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private static final int EXCERPT = 60;

  private final String field;
  private final String expected;
  private final String found;

  public InvalidEventException(String field, String expected, String found) {
    this(field, expected, found, null);
  }

  InvalidEventException(String field, String expected, String found, @Nullable Throwable cause) {
    super(
        (field.isEmpty() ? "" : field + ": ") + "expected " + expected + ", found " + found, cause);
    this.field = field;
    this.expected = expected;
    this.found = found;
  }

  public String field() {
    return field;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }

  /// The same fault, seen from the object that holds the field's object.
  InvalidEventException under(String parent) {
    String path =
        field.isEmpty() ? parent : field.startsWith("[") ? parent + field : parent + "." + field;
    return new InvalidEventException(path, expected, found, this);
  }

  /// An excerpt of a text for a message: on one line, without control characters, at most 60
  /// characters.
  static String excerpt(String text) {
    StringBuilder excerpt = new StringBuilder();
    text.codePoints()
        .limit(EXCERPT)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(excerpt::appendCodePoint);
    return excerpt.length() < text.length() ? excerpt + "…" : excerpt.toString();
  }

  static String quote(String text) {
    return '"' + excerpt(text) + '"';
  }
}
