package io.rivulet.e2e.runbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The section "Alerts" of `deploy/README.md`: what it has people ask and type.
final class Runbook {
  private static final Path FILE = Path.of("..", "README.md");
  private static final Pattern SECTION = Pattern.compile("(?ms)^## Alerts$(.*?)(?=^## |\\z)");
  private static final Pattern ENTRY = Pattern.compile("(?ms)^### (\\w+)$(.*?)(?=^### |\\z)");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern SERIES = Pattern.compile("\\b(rivulet[_:]|process_)");
  private static final Pattern COMMENT = Pattern.compile("\\s+#.*");

  private final String section;

  Runbook() {
    Matcher found = SECTION.matcher(text());
    if (!found.find()) {
      throw new IllegalStateException("no section on alerts in " + FILE);
    }
    section = found.group(1);
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What stands in an alert's entry.
  String entry(String alert) {
    return ENTRY
        .matcher(section)
        .results()
        .filter(found -> found.group(1).equals(alert))
        .map(found -> found.group(2))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no entry of " + alert));
  }

  /// What Prometheus is to be asked.
  Set<String> queries() {
    return codes(code -> SERIES.matcher(code).find());
  }

  /// Whole lines of a shell that begin so.
  Set<String> lines(String program) {
    return codes(code -> code.equals(program) || code.startsWith(program + " "));
  }

  private Set<String> codes(Predicate<String> wanted) {
    Stream<String> blocks =
        BLOCK
            .matcher(section)
            .results()
            .flatMap(block -> block.group(1).lines())
            .map(line -> COMMENT.matcher(line).replaceAll(""));
    String text = BLOCK.matcher(section).replaceAll("");
    List<String> inline = CODE.matcher(text).results().map(found -> found.group(1)).toList();
    return Stream.concat(blocks, inline.stream())
        .filter(wanted)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
