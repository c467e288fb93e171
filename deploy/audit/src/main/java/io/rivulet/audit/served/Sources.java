package io.rivulet.audit.served;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the entries of pages came from, as the reader says in the header `Rivulet-Sources`.
///
/// @param pushed delivered into the timeline after it was made
/// @param pulled read from timelines of large authors
/// @param rebuilt put into the timeline when it was made
/// @param merged read from author timelines since they lie below the timeline's floor
public record Sources(long pushed, long pulled, long rebuilt, long merged) {
  public static final Sources NONE = new Sources(0, 0, 0, 0);

  /// Reads `pushed=12,pulled=3,rebuilt=5,merged=0`; what is not there counts as none.
  static Sources parse(@Nullable String header) {
    String text = header == null ? "" : header;
    return new Sources(
        number(text, "pushed"),
        number(text, "pulled"),
        number(text, "rebuilt"),
        number(text, "merged"));
  }

  private static long number(String text, String name) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> part.matches(name + "=\\d{1,9}"))
        .mapToLong(part -> Long.parseLong(part.substring(name.length() + 1)))
        .sum();
  }

  public Sources plus(Sources other) {
    return new Sources(
        pushed + other.pushed,
        pulled + other.pulled,
        rebuilt + other.rebuilt,
        merged + other.merged);
  }

  public long total() {
    return pushed + pulled + rebuilt + merged;
  }
}
