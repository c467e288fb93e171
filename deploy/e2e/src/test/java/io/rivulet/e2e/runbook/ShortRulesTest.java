package io.rivulet.e2e.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortRulesTest {
  @Test
  void whatRulesWaitAndLookBackIsDividedAndNamesAndThresholdsAreNot() {
    assertThat(
            new ShortRules(20)
                .shortened("expr: rate(x[5m]) > 5 or (p99_5m unless y offset 15m)\nfor: 10m"))
        .isEqualTo("expr: rate(x[15s]) > 5 or (p99_5m unless y offset 45s)\nfor: 30s");
  }

  @Test
  void nothingIsTooShortForARate() {
    assertThat(new ShortRules(60).shortened("rate(x[1m])")).isEqualTo("rate(x[4s])");
  }
}
