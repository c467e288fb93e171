package io.rivulet.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.local.load.Pairs.Pair;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PairsTest {
  @Test
  void itIsASetThatPairsAreDrawnFrom() {
    var random = new Random(98);
    var pairs = new Pairs();
    Set<Pair> expected = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      var pair = new Pair(random.nextInt(10), random.nextInt(10));
      if (random.nextBoolean()) {
        pairs.add(pair);
        expected.add(pair);
      } else {
        pairs.remove(pair);
        expected.remove(pair);
      }
      assertThat(pairs.size()).isEqualTo(expected.size());
      assertThat(pairs.contains(pair)).isEqualTo(expected.contains(pair));
      pairs.any(random).ifPresent(any -> assertThat(expected).contains(any));
    }
  }

  @Test
  void nothingIsDrawnFromNothing() {
    assertThat(new Pairs().any(new Random(98))).isEmpty();
  }
}
