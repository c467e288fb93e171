package io.rivulet.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Headers that a collector wants, one a line, `Authorization: Bearer …`; empty lines and such that
/// begin with `#` mean nothing. The file is read for each batch of spans, so a token may be
/// replaced under way; while it cannot be read, spans are lost and nothing else. No message has
/// what a line says.
record CollectorHeaders(Path file) implements Supplier<Map<String, String>> {
  /// The headers of now.
  ///
  /// @throws IllegalArgumentException if a line is none; it says which
  /// @throws UncheckedIOException if the file cannot be read
  @Override
  public Map<String, String> get() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("tracing.headersFile cannot be read: " + file, e);
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.substring(colon + 1).isBlank()) {
          throw new IllegalArgumentException(
              "tracing.headersFile: line %d of %s is not `name: value`".formatted(i + 1, file));
        }
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }
}
