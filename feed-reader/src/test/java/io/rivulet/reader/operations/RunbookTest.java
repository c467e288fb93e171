package io.rivulet.reader.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunbookTest {
  /// Names of alerts are the only words in capitals that it has as text.
  private static final Pattern ALERT = Pattern.compile("\"((?:[A-Z][a-z]+){2,})\"");

  private final Map<String, Runbook.Entry> runbook = Runbook.read();

  @Test
  void everyEntryOfTheRunbookIsPackedWithThePage() throws IOException {
    String text = Files.readString(Path.of("..", "deploy", "README.md"));
    long entries = Pattern.compile("(?m)^### ").matcher(text).results().count();
    assertThat(runbook).hasSize((int) entries).containsKey("RestoreLong");
    Runbook.Entry entry = Objects.requireNonNull(runbook.get("RestoreStandsStill"));
    assertThat(entry.means()).startsWith("a worker lacks records");
    assertThat(entry.look()).startsWith("`rivulet_restore_remaining`");
    assertThat(entry.does()).startsWith("disk full").doesNotContain("###");
  }

  @Test
  void everyFaultThatIsToldHasAnEntry() throws IOException {
    Path source =
        Path.of("..", "common", "src", "main", "java", "io", "rivulet", "vitals", "Faults.java");
    TreeSet<String> alerts = new TreeSet<>();
    ALERT
        .matcher(Files.readString(source, UTF_8))
        .results()
        .forEach(found -> alerts.add(found.group(1)));
    assertThat(alerts).hasSizeGreaterThan(8);
    assertThat(runbook.keySet()).containsAll(alerts);
  }
}
