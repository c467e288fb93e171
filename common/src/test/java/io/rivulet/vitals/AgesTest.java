package io.rivulet.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgesTest {
  private static final double NONE_IS_LONGER = Double.POSITIVE_INFINITY;

  private static Ages ages(double upToTenth, double upToOne, double all) {
    Ages ages = Ages.none();
    ages.add(0.1, upToTenth);
    ages.add(1, upToOne);
    ages.add(NONE_IS_LONGER, all);
    return ages;
  }

  @Test
  void aQuantileLiesEvenlyWithinItsBucket() {
    Ages ages = ages(50, 100, 100);
    assertThat(ages.quantile(0.25)).isCloseTo(0.05, within(1e-9));
    assertThat(ages.quantile(0.5)).isCloseTo(0.1, within(1e-9));
    assertThat(ages.quantile(0.75)).isCloseTo(0.55, within(1e-9));
    assertThat(ages.quantile(1)).isCloseTo(1, within(1e-9));
  }

  @Test
  void whatTookLongerThanAllBoundsIsToldAsTheHighest() {
    assertThat(ages(0, 0, 10).quantile(0.5)).isEqualTo(1);
    assertThat(Ages.none().quantile(0.5)).isZero();
  }

  @Test
  void bucketsOfProcessesAddUp() {
    Ages both = ages(1, 2, 3);
    both.add(0.1, 4);
    both.add(1, 5);
    both.add(NONE_IS_LONGER, 6);
    assertThat(both).isEqualTo(ages(5, 7, 9));
  }

  @Test
  void onlyWhatCameSinceCountsAndAllOfItAfterARestart() {
    assertThat(ages(5, 7, 9).since(ages(1, 2, 3))).isEqualTo(ages(4, 5, 6));
    assertThat(ages(1, 1, 2).since(ages(5, 7, 9))).isEqualTo(ages(1, 1, 2));
  }
}
