package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.monitoring.Expression.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  @Test
  void namesAndLabelsAreFoundAndNothingElse() {
    Expression found =
        Expression.of(
            """
            histogram_quantile(0.99, sum by (job, le) (rate(a_bucket{route="/x/{id}", status!~"5.."}[5m])))
              > 1e3 and on (job) group_left () (b:c:max offset 15m) unless sum(d) by (e) > 2.5 or vector(0)
            """);
    assertThat(found.selectors())
        .containsExactly(
            new Selector("a_bucket", Set.of("route", "status")),
            new Selector("b:c:max", Set.of()),
            new Selector("d", Set.of()));
    assertThat(found.grouping()).containsExactly("e", "job", "le");
  }

  @Test
  void aRangeOfGrafanasIsNoName() {
    assertThat(Expression.of("rate(a[$__rate_interval])").selectors())
        .containsExactly(new Selector("a", Set.of()));
  }
}
