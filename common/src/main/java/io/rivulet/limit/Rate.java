package io.rivulet.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/// So many requests in so much time, written `300/PT5M`.
///
/// @param requests 1 or more
/// @param per longer than nothing
public record Rate(int requests, Duration per) {
  public Rate {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a limit must be above nothing: " + requests + "/" + per);
    }
  }

  /// Reads `300/PT5M`.
  @JsonCreator
  static Rate parse(String text) {
    int slash = text.indexOf('/');
    try {
      return new Rate(
          Integer.parseInt(text.substring(0, Math.max(0, slash)).strip()),
          Duration.parse(text.substring(slash + 1).strip()));
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IllegalArgumentException("a limit is written like 300/PT5M, not " + text, e);
    }
  }
}
