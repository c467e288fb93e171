package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `deploy/README.md` has an entry for each alert, and names nothing that is not there.
class RunbookTest {
  private static final Pattern ENTRY = Pattern.compile("(?m)^### (\\w+)$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern SERIES = Pattern.compile("\\b(rivulet[_:]|process_)");
  private static final Pattern COMMAND = Pattern.compile("deploy/rivulet ([a-z-]+)");
  private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)");

  private final String runbook = Folder.text(Folder.RUNBOOK);

  @Test
  void everyAlertHasAnEntryAndEveryEntryAnAlert() {
    List<String> entries = ENTRY.matcher(runbook).results().map(found -> found.group(1)).toList();
    assertThat(entries)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(Rule.alertRules().map(Rule::name).toList());
  }

  @Test
  void everyEntrySaysWhatItMeansWhatToLookAtAndWhatToDo() {
    for (String entry : runbook.split("(?m)^### ", -1)) {
      String name = entry.lines().findFirst().orElse("");
      if (Rule.alertRules().anyMatch(rule -> rule.name().equals(name))) {
        assertThat(entry).as(name).contains("**Means**", "**Look**", "**Do**");
      }
    }
  }

  @Test
  void itsQueriesSpeakOfWhatIsTold() {
    Told told = new Told();
    List<String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(20);
    assertThat(queries).allSatisfy(query -> assertThat(told.wrong(query)).as(query).isEmpty());
  }

  /// What stands in it as code and speaks of series.
  static List<String> queries() {
    return CODE.matcher(Folder.text(Folder.RUNBOOK))
        .results()
        .map(found -> found.group(1))
        .filter(code -> SERIES.matcher(code).find())
        .toList();
  }

  /// Names and options stand in the command line's sources as its users type them.
  @Test
  void itsCommandsAndTheirOptionsExist() throws IOException {
    Set<String> said = new TreeSet<>();
    String cli = commandLine();
    CODE.matcher(runbook)
        .results()
        .map(found -> found.group(1))
        .filter(code -> code.contains("deploy/rivulet "))
        .forEach(
            code -> {
              COMMAND.matcher(code).results().forEach(found -> said.add("\"" + found.group(1)));
              OPTION.matcher(code).results().forEach(found -> said.add("\"" + found.group(1)));
            });
    assertThat(said).hasSizeGreaterThan(4);
    assertThat(said).allSatisfy(word -> assertThat(cli).containsPattern(word + "[\" =]"));
  }

  private static String commandLine() throws IOException {
    try (Stream<Path> files = Files.walk(Folder.ROOT.resolve("deploy"))) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .map(Folder::text)
          .collect(Collectors.joining());
    }
  }
}
