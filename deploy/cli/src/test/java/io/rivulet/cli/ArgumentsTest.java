package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ArgumentsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void everyCommandHasHelp() {
    for (List<String> command : commands(Rivulet.commandLine(), List.of())) {
      var arguments = new ArrayList<>(command);
      arguments.add("--help");
      assertThat(run(arguments.toArray(String[]::new))).as("%s", command).isZero();
    }
    assertThat(out.toString())
        .contains(
            "deploy/rivulet up", "--ephemeral", "--kafka", "deploy/rivulet dead-letters replay");
    assertThat(err.toString()).isEmpty();
  }

  private static List<List<String>> commands(CommandLine line, List<String> path) {
    var all = new ArrayList<List<String>>(List.of(path));
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              var longer = new ArrayList<>(path);
              longer.add(name);
              all.addAll(commands(command, longer));
            });
    return all;
  }

  @Test
  void withoutARunACommandSaysWhatToDo() {
    assertThat(run("token", "ann", "--data", folder.toString())).isEqualTo(1);
    assertThat(run("scale", "2", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("No Rivulet runs with the data of " + folder))
        .allMatch(line -> line.contains("`deploy/rivulet up`"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongUseIsExplainedInTwoLines() {
    assertThat(run("post", "ann")).isEqualTo(2);
    assertThat(run("up", "--port", "many")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(run("dead-letters", "replay")).isEqualTo(2);
    assertThat(run("top", "--interval", "0")).isEqualTo(2);
    assertThat(run("status", "--admin", "feed-reader")).isEqualTo(2);
    assertThat(run("scale", "17")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'TEXT'", "Try `deploy/rivulet post --help`.", "'many' is not an int")
        .contains("Which command?")
        .contains("N, the number of workers, must be 1 to 16, but is 17")
        .hasLineCount(14);
  }

  @Test
  void whatIsOutOfBoundsIsNamed() {
    assertThat(run("up", "--port", "70000", "--data", folder.toString())).isEqualTo(1);
    assertThat(run("topics", "--kafka", "127.0.0.1:1", "--partitions", "0")).isEqualTo(1);
    assertThat(run("up", "--workers", "0", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("port must be 1 to 65535, but is 70000", "workers must be 1 to 16, but is 0")
        .contains("partitions: expected 1 to 1024, found 0")
        .hasLineCount(3);
  }

  @Test
  void numbersOfALoadAndABenchmarkAreChecked() {
    assertThat(run("load", "--rate", "0")).isEqualTo(2);
    assertThat(run("load", "--rate", "fast")).isEqualTo(2);
    assertThat(run("mute", "ann", "bob", "--for", "a while")).isEqualTo(2);
    assertThat(run("requests", "ann", "--accept", "bob", "--reject", "cleo")).isEqualTo(2);
    assertThat(run("bench")).isEqualTo(2);
    assertThat(run("bench", "rebuild", "--followees", "0")).isEqualTo(1);
    assertThat(run("bench", "rebuild", "--rounds", "0")).isEqualTo(1);
    assertThat(run("bench", "merge", "--pulled", "1,1000")).isEqualTo(1);
    assertThat(run("up", "--pull-above", "some", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("'0' is no rate: a number of acts a second, or max")
        .contains("'a while' is no duration: a number and s, m, h or d, such as 15m")
        .contains("mutually exclusive")
        .contains("which benchmark?")
        .contains("followees must be 1 to 20000, but is 0")
        .contains("rounds must be 1 to 100, but is 0")
        .contains("pulled must be 0 to 200, but is 1000")
        .contains("pull-above must be a number of followers up to 999999999, or none, but is some");
  }

  @Test
  void partitionsAreAddedOrWhatWasBegunIsTakenBack() {
    assertThat(run("repartition")).isEqualTo(2);
    assertThat(run("repartition", "--partitions", "16", "--cancel")).isEqualTo(2);
    assertThat(run("repartition", "--partitions", "2000", "--kafka", "127.0.0.1:1")).isEqualTo(2);
    assertThat(run("repartition", "--cancel", "--sending", "-PT1S")).isEqualTo(2);
    assertThat(run("bench", "repartition", "--partitions", "12")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--cancel", "mutually exclusive", "expected 1 to 1,024, found 2000")
        .contains("--sending: expected a time", "must be a multiple of --from");
  }

  private int run(String... arguments) {
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
