package io.rivulet.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowLawTest {
  @ParameterizedTest
  @ValueSource(doubles = {1_000, 1e6, 4.62e9})
  void aPowerLawHasTheMeanAskedFor(double accounts) {
    FollowLaw law = FollowLaw.power(accounts, 75, 2.276);
    assertThat(law.mean()).isCloseTo(75, within(0.01));
    assertThat(law.bins().stream().mapToDouble(FollowLaw.Bin::share).sum())
        .isCloseTo(1, within(1e-6));
    assertThat(law.largest()).isLessThanOrEqualTo(accounts);
  }

  /// Krikorian names 31,000,000 followers of the largest author: a law with Twitter's mean and
  /// Kwak's exponent should come to that order without having been told.
  @Test
  void twittersLargestAuthorIsOfTheOrderThatWasPublished() {
    assertThat(FollowLaw.power(150e6, 75, 2.276).largest()).isBetween(31e6 / 1.5, 31e6 * 1.5);
  }

  @Test
  void theTailHasTheExponentAskedFor() {
    FollowLaw law = FollowLaw.power(1e8, 75, 2.5);
    double a = Math.log(law.at(1_000) / law.at(1_000_000)) / Math.log(1_000);
    assertThat(1 + 1 / a).isCloseTo(2.5, within(0.01));
  }

  @Test
  void percentilesAreMet() {
    FollowLaw law = FollowLaw.percentiles(1e6, Map.of(50.0, 10.0, 99.0, 1_000.0, 100.0, 100_000.0));
    assertThat(law.at(500_000)).isCloseTo(10, within(0.01));
    assertThat(law.at(10_000)).isCloseTo(1_000, within(0.01));
    assertThat(law.largest()).isCloseTo(100_000, within(0.01));
    assertThat(law.mean()).isBetween(10.0, 1_000.0);
  }

  @Test
  void whatIsNoLawIsRefused() {
    assertThatThrownBy(() -> FollowLaw.power(1e6, 75, 2))
        .hasMessage("--exponent: expected 2.01 to 10, found 2");
    assertThatThrownBy(() -> FollowLaw.power(1e6, Double.NaN, 2.3))
        .hasMessageStartingWith("--mean: expected")
        .hasMessageEndingWith("what is no number");
    assertThatThrownBy(() -> FollowLaw.percentiles(1e6, Map.of(50.0, 10.0)))
        .hasMessageContaining("that of 100");
    assertThatThrownBy(() -> FollowLaw.percentiles(1e6, Map.of(50.0, 10.0, 100.0, 5.0)))
        .hasMessageContaining("expected none below 10");
  }
}
