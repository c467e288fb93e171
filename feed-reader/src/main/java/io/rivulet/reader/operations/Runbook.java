package io.rivulet.reader.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entries of `deploy/README.md`, which is packed with the page: what a fault means, what to
/// look at, what to do.
final class Runbook {
  private static final String FILE = "README.md";
  private static final Pattern ENTRY =
      Pattern.compile(
          "^### (\\w+)\\n+\\*\\*Means\\*\\*: (.+?)\\n\\*\\*Look\\*\\*: (.+?)\\n\\*\\*Do\\*\\*: (.+?)(?=\\n### |\\n## |\\z)",
          Pattern.MULTILINE | Pattern.DOTALL);

  private Runbook() {}

  /// An entry; code, emphasis and links in it are as in Markdown.
  record Entry(String means, String look, String does) {}

  /// By the names of alerts.
  static Map<String, Entry> read() {
    try (InputStream in = Runbook.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + FILE);
      }
      return of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Entry> of(String text) {
    Map<String, Entry> entries = new TreeMap<>();
    Matcher entry = ENTRY.matcher(text);
    while (entry.find()) {
      entries.put(
          entry.group(1),
          new Entry(entry.group(2).strip(), entry.group(3).strip(), entry.group(4).strip()));
    }
    return entries;
  }
}
