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

  /// The same each time, so that what fails is a change's; other seeds are for `deploy/rivulet
  /// fuzz`.
  private static final long SEED = Long.getLong("feed.seed", 1_795_731_976_183L);

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
    assertThat(outcomes).hasSize(1).allSatisfy(outcome -> assertThat(outcome.faults()).isEmpty());
  }
}
