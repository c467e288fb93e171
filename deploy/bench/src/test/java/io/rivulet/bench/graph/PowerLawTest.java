package io.rivulet.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  private final PowerLaw graph = new PowerLaw(100_000, 100, 50_000, 7);

  @Test
  void theMeanAndTheLargestAuthorAreAsAskedFor() {
    assertThat(graph.edges()).isEqualTo(10_000_000);
    assertThat(largest()).isEqualTo(50_000);
    assertThat(graph.exponent()).isBetween(0.5, 0.8);
  }

  @Test
  void followersAreDistinctAscendingAndNotTheAuthorHimself() {
    for (int author = 0; author < graph.accounts(); author += 97) {
      int[] followers = graph.followers(author);
      assertThat(followers).hasSize(graph.count(author)).doesNotContain(author);
      assertThat(Arrays.stream(followers).sorted().distinct().toArray()).isEqualTo(followers);
    }
  }

  @Test
  void theSameSeedGivesTheSameGraphAndAnotherSeedAnother() {
    PowerLaw same = new PowerLaw(100_000, 100, 50_000, 7);
    PowerLaw other = new PowerLaw(100_000, 100, 50_000, 8);
    assertThat(same.followers(12_345)).isEqualTo(graph.followers(12_345));
    assertThat(other.followers(12_345)).isNotEqualTo(graph.followers(12_345));
  }

  @Test
  void theLargestAuthorsFollowersAreSpreadOverAll() {
    int author =
        IntStream.range(0, graph.accounts())
            .filter(i -> graph.count(i) == 50_000)
            .findAny()
            .orElseThrow();
    int[] followers = graph.followers(author);
    assertThat(followers[25_000]).isBetween(48_000, 52_000);
  }

  private int largest() {
    return IntStream.range(0, graph.accounts()).map(graph::count).max().orElseThrow();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PowerLaw(10, 3, 10, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PowerLaw(10, 6, 5, 1));
  }
}
