package io.rivulet.e2e.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void whatIsPrintedIsParsed() {
    for (int seed = 0; seed < 100; seed++) {
      History history = Generator.of(seed, 200);
      assertThat(History.parse(history.toString())).isEqualTo(history);
    }
  }

  @Test
  void aSeedGivesTheSameHistory() {
    assertThat(Generator.of(7, 200)).isEqualTo(Generator.of(7, 200));
    assertThat(Generator.of(7, 200)).isNotEqualTo(Generator.of(8, 200));
  }

  @Test
  void shrinkingLeavesWhatMakesItFail() {
    History history = Generator.of(3, 200);
    List<Step> needed = List.of(history.steps().get(17), history.steps().get(150));
    History smallest =
        new Shrinker(some -> some.steps().containsAll(needed), Duration.ofSeconds(10))
            .shrink(history);
    assertThat(smallest.steps()).isEqualTo(needed);
  }
}
