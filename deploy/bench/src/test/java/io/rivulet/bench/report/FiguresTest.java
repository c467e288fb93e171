package io.rivulet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void theSpreadIsOfRounds() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0)))
        .isEqualTo(new Spread(1, 2, 3, List.of(3.0, 1.0, 2.0)));
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0)).text()).isEqualTo("2.00 (1.00–3.00)");
  }

  @Test
  void percentilesAreOfEachRound() {
    var times = new Times();
    for (int round = 1; round <= 3; round++) {
      times.nextRound();
      for (int i = 1; i <= 100; i++) {
        times.add(1_000_000L * round * i);
      }
    }
    Spread median = times.at(50);
    assertThat(median.min()).isCloseTo(50, Offset.offset(0.1));
    assertThat(median.median()).isCloseTo(100, Offset.offset(0.1));
    assertThat(median.max()).isCloseTo(150, Offset.offset(0.2));
    assertThat(times.at(99).max()).isCloseTo(297, Offset.offset(0.3));
  }

  @Test
  void tablesAreMarkdown() {
    var table = new Table("n", "p50");
    table.add("200", "1.00 (0.90–1.10)");
    assertThat(table.lines())
        .containsExactly("| n   | p50              |", "|---|---|", "| 200 | 1.00 (0.90–1.10) |");
  }

  @Test
  void aReportNamesTheMachineAndTheSettings() {
    var machine = new Machine(2, "A processor", 1_024, "Linux 6", "HotSpot 25", "7.0.15");
    record Row(int pulled, String cache, Spread times) {}
    var report =
        new BenchReport(
            "merge",
            machine,
            Map.of("rounds", "5"),
            List.of(new Row(1, "cold", Spread.of(List.of(1.0, 2.0)))),
            List.of(Target.atMost("ms", 3, 4)),
            List.of());
    assertThat(report.surroundings())
        .containsExactly(
            "Machine: 2 cores of A processor, 1,024 MB memory, Linux 6, HotSpot 25, Redis 7.0.15",
            "rounds: 5");
    assertThat(report.json())
        .contains("\"processor\" : \"A processor\"", "\"rounds\" : \"5\"", "\"cache\" : \"cold\"");
  }

  @Test
  void thisMachineHasAName() {
    Machine here = Machine.here("7.0.15");
    assertThat(here.cores()).isPositive();
    assertThat(here.processor()).isNotBlank();
    assertThat(here.text()).contains("Redis 7.0.15", System.getProperty("os.name"));
  }

  @Test
  void aTargetIsMetOnItsOwnSideOfTheBoundAndNeverByNothing() {
    assertThat(Target.atLeast("deliveries/s", 0.7, 0.7).met()).isTrue();
    assertThat(Target.atLeast("deliveries/s", 0.69, 0.7).met()).isFalse();
    assertThat(Target.atMost("ms", 50, 50).met()).isTrue();
    assertThat(Target.atMost("ms", 50.1, 50).met()).isFalse();
    assertThat(Target.atLeast("a share", Double.NaN, 0).met()).isFalse();
    assertThat(Target.table(List.of(Target.atLeast("per second", 8_123, 8_000))).lines())
        .last()
        .isEqualTo("| per second | ≥ 8,000 | 8,123    | met |");
  }
}
