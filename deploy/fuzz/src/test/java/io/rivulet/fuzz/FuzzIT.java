package io.rivulet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bad input does no harm, through whichever door. `FEED_FUZZ=60` gives each a minute, and
/// `-Dfeed.seed=…` other cases.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {
  private static final Duration TIME =
      Duration.ofSeconds(
          Integer.parseInt(Optional.ofNullable(System.getenv("FEED_FUZZ")).orElse("3")));
  private static final long SEED = Long.getLong("feed.seed", System.currentTimeMillis());

  private Fuzzer fuzzer = new Fuzzer(System.out::println);

  @BeforeAll
  void tellTheSeed() {
    System.out.println("feed.seed=" + SEED);
  }

  @AfterAll
  void stop() {
    fuzzer.close();
  }

  @ParameterizedTest
  @EnumSource
  void badInputDoesNoHarm(Door door) {
    List<Outcome> outcomes = fuzzer.run(new FuzzSettings(List.of(door), TIME, SEED));
    assertThat(outcomes)
        .hasSize(1)
        .allSatisfy(outcome -> assertThat(outcome.faults()).isEmpty())
        .allSatisfy(FuzzIT::requireWork);
  }

  /// A fuzzer that nobody answers finds nothing. A door takes some dozens of cases a second, and
  /// ten where the machine has much else to do; a hundred it is given at least.
  private static void requireWork(Outcome outcome) {
    assertThat(outcome.cases()).as("cases").isGreaterThan(100 + 2 * TIME.toSeconds());
    long answers = outcome.answers().values().stream().mapToLong(Long::longValue).sum();
    long none =
        outcome.answers().getOrDefault("503", 0L) + outcome.answers().getOrDefault("closed", 0L);
    assertThat(none).as("503 or closed, of %d", answers).isLessThan((answers + 1) / 2);
  }
}
