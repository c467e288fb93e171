package io.rivulet.bill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A part of what is shipped that others made: `group:artifact`, and its version.
record Part(String name, String version) {
  private static final Path LIST = Path.of("target", "shipped.txt");

  /// As `dependency:list` writes one, with a classifier or without.
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([\\w.-]+:[\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.+-]+):(?:compile|runtime).*");

  /// All parts, as Maven resolved them for this build.
  static List<Part> all() {
    try (Stream<String> lines = Files.lines(LIST)) {
      return lines
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .map(line -> new Part(line.group(1), line.group(2)))
          .filter(part -> !part.name().startsWith("io.rivulet:"))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("run `mvn -pl deploy/bill verify`, which writes " + LIST, e);
    }
  }

  @Override
  public String toString() {
    return name + ":" + version;
  }
}
