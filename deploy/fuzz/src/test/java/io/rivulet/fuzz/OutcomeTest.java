package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void mostCasesAreAnswered() {
    assertThat(shortcomings(110, Map.of("200", 90L, "503", 10L, "closed", 10L))).isEmpty();
    assertThat(shortcomings(2_000, Map.of("200", 1_010L, "503", 60L, "closed", 930L))).isEmpty();
  }

  @Test
  void fewCasesSayNothing() {
    assertThat(shortcomings(105, Map.of("200", 105L))).containsExactly("little work");
    assertThat(shortcomings(200, Map.of())).containsExactly("hardly answered");
  }

  @Test
  void whatIsAlwaysAwaySaysNothing() {
    assertThat(shortcomings(1_000, Map.of("503", 1_000L)))
        .containsExactly("often away", "hardly answered");
  }

  @Test
  void oneOfTwentyAndAFewMoreMayBeAwayForAMoment() {
    assertThat(shortcomings(1_000, Map.of("200", 940L, "503", 60L))).isEmpty();
    assertThat(shortcomings(1_000, Map.of("200", 939L, "503", 61L))).containsExactly("often away");
  }

  @Test
  void whatIsHalfClosedSaysNothing() {
    assertThat(shortcomings(1_000, Map.of("200", 499L, "closed", 501L)))
        .containsExactly("hardly answered");
  }

  private static List<String> shortcomings(long cases, Map<String, Long> answers) {
    return new Outcome(Door.HEADERS, cases, answers, List.of())
        .shortcomings(Duration.ofSeconds(3)).stream().map(Fault::kind).toList();
  }
}
