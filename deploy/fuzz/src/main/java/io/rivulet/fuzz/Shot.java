package io.rivulet.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request as bytes, in which `{{name}}` stands for what differs from run to run, and
/// `{{length}}` for the number of bytes after the first empty line.
///
/// @param ambiguous whether it says twice, and differently, where it ends: then at most one answer
///   may come, and no good one
@SuppressWarnings("ArrayRecordComponent") // Compared by what reproduces it.
record Shot(Target target, byte[] template, boolean ambiguous) {
  private static final String BLANK = "\r\n\r\n";

  /// Who gets it.
  enum Target {
    INGEST("feed-ingest"),
    READER("feed-reader"),
    LOGIN("login"),
    /// The one port of a local run, which hands it on.
    DOOR(""),
    /// Where other services ask for posts.
    WORKER("feed-fanout"),
    INGEST_ADMIN("feed-ingest"),
    READER_ADMIN("feed-reader"),
    WORKER_ADMIN("feed-fanout");

    /// Ports of operators.
    private static final Set<Target> ADMIN = Set.of(INGEST_ADMIN, READER_ADMIN, WORKER_ADMIN);

    /// Its name among the services of a run.
    final String title;

    Target(String title) {
      this.title = title;
    }

    boolean isAdmin() {
      return ADMIN.contains(this);
    }

    /// Whether what it answers is in the OpenAPI document.
    boolean isInContract() {
      return this != WORKER && !isAdmin();
    }
  }

  static Shot of(Target target, String head, byte[] body) {
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return new Shot(target, all, false);
  }

  Shot with(byte[] changed) {
    return new Shot(target, changed, ambiguous);
  }

  /// The request line's method; empty if there is none.
  String method() {
    return word(0);
  }

  /// The path without the query; empty if there is none.
  String path(Map<String, String> values) {
    String path = filled(word(1), values);
    int end = path.indexOf('?');
    return end < 0 ? path : path.substring(0, end);
  }

  private String word(int number) {
    String line = text().lines().findFirst().orElse("");
    String[] words = line.split(" ", -1);
    return words.length > number ? words[number] : "";
  }

  private String text() {
    return new String(template, StandardCharsets.ISO_8859_1);
  }

  /// What is sent.
  byte[] bytes(Map<String, String> values) {
    String filled = filled(text(), values);
    int blank = filled.indexOf(BLANK);
    int length = blank < 0 ? 0 : filled.length() - blank - BLANK.length();
    return filled
        .replace("{{length}}", Integer.toString(length))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String filled(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return filled;
  }

  /// One word that [#parse] reads.
  String reproduction() {
    return (ambiguous ? "ambiguous-" : "")
        + target.name().toLowerCase(Locale.ROOT)
        + ":"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(template);
  }

  /// Reads what [#reproduction] wrote.
  ///
  /// @throws IllegalArgumentException if it is none
  static Shot parse(String reproduction) {
    int colon = reproduction.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no target before a colon in " + reproduction);
    }
    String name = reproduction.substring(0, colon);
    boolean ambiguous = name.startsWith("ambiguous-");
    String target = ambiguous ? name.substring("ambiguous-".length()) : name;
    return new Shot(
        Target.valueOf(target.toUpperCase(Locale.ROOT)),
        Base64.getUrlDecoder().decode(reproduction.substring(colon + 1)),
        ambiguous);
  }

  /// Its beginning, for a person.
  String excerpt() {
    String text = text().replaceAll("[^\\x20-\\x7e]", ".");
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Shot that && reproduction().equals(that.reproduction());
  }

  @Override
  public int hashCode() {
    return reproduction().hashCode();
  }
}
