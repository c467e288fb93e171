package io.rivulet.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MetersTest {
  @Test
  void aMeterIsTheSumOfItsTagsAndOfNoOtherName() {
    String text =
        """
        # HELP rivulet_plan_events_total
        rivulet_plan_events_total{type="post",} 2.0
        rivulet_plan_events_total{type="follow",} 40.0
        rivulet_plan_events_total_more 7.0
        rivulet_deliveries_total 1.5E3
        """;
    assertThat(Meters.sum(text, "rivulet_plan_events_total")).isEqualTo(42);
    assertThat(Meters.sum(text, "rivulet_deliveries_total")).isEqualTo(1_500);
    assertThat(Meters.sum(text, "rivulet_absent")).isZero();
  }
}
