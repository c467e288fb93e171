package io.rivulet.bench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GraphsTest {
  @Test
  void inReed98WhoFollowsIsFollowed() {
    FollowGraph graph = new Reed98();
    assertThat(graph.accounts()).isEqualTo(962);
    assertThat(graph.follows()).isEqualTo(37_624);
    for (int author = 0; author < graph.accounts(); author++) {
      int[] followers = graph.followers(author);
      assertThat(followers).isSorted().doesNotContain(author);
      for (int follower : followers) {
        assertThat(Arrays.binarySearch(graph.followers(follower), author)).isNotNegative();
      }
    }
  }

  @Test
  void aStarIsFollowedByAllAndTheOthersByAFew() {
    Star star = new Star(1_000, 50, 20);
    assertThat(star.followers(star.largest()))
        .hasSize(999)
        .isSorted()
        .doesNotContain(star.largest());
    for (int ordinary = 0; ordinary < star.authors(); ordinary++) {
      assertThat(star.followers(ordinary))
          .hasSize(20)
          .isSorted()
          .doesNotContain(ordinary)
          .doesNotHaveDuplicates();
    }
    assertThat(star.followers(7)).isEqualTo(star.followers(7));
    assertThat(star.followers(51)).isEmpty();
    assertThat(star.follows()).isEqualTo(999 + 50 * 20);
  }
}
