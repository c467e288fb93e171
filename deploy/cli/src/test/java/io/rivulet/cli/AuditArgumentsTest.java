package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exit codes of `audit` and `explain`: an audit that could not be made is not one that found
/// something.
final class AuditArgumentsTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void anAuditThatCannotBeMadeEndsWith2() {
    assertThat(run("audit", "--data", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("No Rivulet runs with the data of ").hasLineCount(1);
  }

  @Test
  void anAuditOfANonsensicalChoiceIsNotBegun() {
    assertThat(run("audit", "--accounts", "0")).isEqualTo(2);
    assertThat(run("audit", "--accounts", "some")).isEqualTo(2);
    assertThat(run("audit", "--sample", "1.5")).isEqualTo(2);
    assertThat(run("audit", "--min-pushed", "70")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "accounts: expected at least 1, found 0",
            "accounts: expected a number or all, found some",
            "sample: expected above 0, at most 1, found 1.5",
            "min-pushed: expected 0 to 1, found 70.0");
  }

  @Test
  void aKeyFileThatIsNotThereIsNamed() {
    String missing = folder.resolve("key.json").toString();
    int code =
        run(
            "audit",
            "--address",
            "http://127.0.0.1:1",
            "--kafka",
            "127.0.0.1:1",
            "--redis",
            "redis://127.0.0.1:1",
            "--key",
            missing);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("No token key that you may read in " + missing);
  }

  @Test
  void explainWantsTheIdOfAPost() {
    assertThat(run("explain", "@ann", "first")).isEqualTo(2);
    assertThat(run("explain", "@ann", "5", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("POST: expected the id of a post, found first");
  }

  private int run(String... arguments) {
    return Rivulet.commandLine()
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
