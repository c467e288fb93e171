package io.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RebuildTimerTest {
  @Test
  void countsAndSecondsOfAllOutcomesAreAdded() {
    var reading =
        RebuildTimer.Reading.of(
            """
            # TYPE rivulet_reader_rebuild_seconds histogram
            rivulet_reader_rebuild_seconds_bucket{outcome="rebuilt",le="0.1"} 7
            rivulet_reader_rebuild_seconds_count{outcome="rebuilt"} 7
            rivulet_reader_rebuild_seconds_sum{outcome="rebuilt"} 0.25
            rivulet_reader_rebuild_seconds_count{outcome="found"} 1
            rivulet_reader_rebuild_seconds_sum{outcome="found"} 5.0E-4
            rivulet_reader_rebuild_seconds_max{outcome="rebuilt"} 0.1
            """);
    assertThat(reading).isEqualTo(new RebuildTimer.Reading(8, 0.2505));
  }

  @Test
  void aTimerWithoutTagsIsRead() {
    assertThat(
            RebuildTimer.Reading.of(
                "rivulet_reader_rebuild_seconds_count 3\nrivulet_reader_rebuild_seconds_sum 1.5\n"))
        .isEqualTo(new RebuildTimer.Reading(3, 1.5));
  }

  @Test
  void withoutTheTimerNothingWasCounted() {
    assertThat(RebuildTimer.Reading.of("rivulet_reader_rebuilds_total 3\n"))
        .isEqualTo(new RebuildTimer.Reading(0, 0));
  }
}
