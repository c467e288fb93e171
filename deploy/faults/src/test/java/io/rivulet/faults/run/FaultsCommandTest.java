package io.rivulet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Nothing is started for what makes no sense.
final class FaultsCommandTest {
  private static final int WRONG_USE = 2;

  @Test
  void aKindThatThereIsNotIsNamedWithThoseThatThereAre() {
    assertThat(refused("--kinds", "kill-worker,earthquake"))
        .contains("no kind of fault is called earthquake; there are kill-worker, stop-worker");
  }

  @Test
  void numbersOutOfBoundsAreRefused() {
    assertThat(refused("--minutes", "0")).contains("minutes: expected 1 to 240, found 0");
    assertThat(refused("--rate", "5000")).contains("rate: expected 1 to 1000, found 5000");
    assertThat(refused("--prefix", "Way too long")).contains("prefix: expected 1 to 8 letters");
  }

  @Test
  void anUpgradeHasNoKinds() {
    assertThat(refused("--rolling", "--kinds", "loss"))
        .contains("--rolling and --kinds exclude each other");
  }

  @Test
  void theHelpNamesAllKinds() {
    assertThat(new CommandLine(new FaultsCommand()).getUsageMessage())
        .contains("kill-worker", "cut-off", "full-kafka", "clock");
  }

  private static String refused(String... arguments) {
    var err = new StringWriter();
    int code =
        new CommandLine(new FaultsCommand()).setErr(new PrintWriter(err, true)).execute(arguments);
    assertThat(code).isEqualTo(WRONG_USE);
    return err.toString();
  }
}
