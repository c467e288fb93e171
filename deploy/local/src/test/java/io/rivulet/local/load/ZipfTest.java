package io.rivulet.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ZipfTest {
  private static final int DRAWS = 200_000;

  @Test
  void eachRankComesUpInProportionToItsInverse() {
    int[] drawn = drawn(new Zipf(100));
    double first = drawn[0];
    assertThat(first / DRAWS).isCloseTo(1 / 5.187, within(0.01));
    for (int rank : new int[] {1, 4, 9, 24}) {
      assertThat(drawn[rank] / first).isCloseTo(1.0 / (rank + 1), within(0.02));
    }
  }

  @Test
  void everyRankComesUp() {
    assertThat(drawn(new Zipf(100))).doesNotContain(0);
  }

  @Test
  void oneRankIsDrawnAlways() {
    assertThat(drawn(new Zipf(1))).containsExactly(DRAWS);
  }

  @Test
  void noRankIsRefused() {
    assertThatThrownBy(() -> new Zipf(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] drawn(Zipf zipf) {
    var random = new Random(98);
    int[] drawn = new int[zipf.ranks()];
    for (int i = 0; i < DRAWS; i++) {
      drawn[zipf.next(random)]++;
    }
    return drawn;
  }
}
