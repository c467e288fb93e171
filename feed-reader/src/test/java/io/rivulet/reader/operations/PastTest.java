package io.rivulet.reader.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.vitals.Sample;
import io.rivulet.vitals.Scrape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastTest {
  private final Past past = new Past();
  private long nanos;

  private void look(Duration later, double delivered, double oldest) {
    nanos += later.toNanos();
    Scrape worker =
        new Scrape(
            "one", List.of(new Sample("rivulet_deliveries_total", Map.of(), delivered)), null);
    past.take(List.of(worker), nanos, nanos / 1_000_000, oldest);
  }

  @Test
  void aPointEachTenSecondsHasAllThatCameBetweenAndTheWorstAge() {
    look(Duration.ofSeconds(1), 1_000, 0);
    look(Duration.ofSeconds(4), 1_000, 7);
    look(Duration.ofSeconds(4), 1_400, 1);
    assertThat(past.points()).isEmpty();
    look(Duration.ofSeconds(12), 1_400, 2);
    assertThat(past.points()).containsExactly(new Past.Point(21_000, 7, 20, 0));
  }

  @Test
  void whatALongGapHadIsNoRate() {
    look(Duration.ofSeconds(1), 0, 0);
    look(Duration.ofHours(1), 1_000_000, 9);
    look(Duration.ofSeconds(10), 1_000_010, 0);
    assertThat(past.points()).containsExactly(new Past.Point(3_611_000, 9, 1, 0));
  }

  /// Whatever the times between looks, the points together have all deliveries, but what is newer
  /// than the last or older than half an hour.
  @Test
  void noDeliveryFallsBetweenTwoPointsAndNoMoreThanHalfAnHourIsKept() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    double delivered = 0;
    double last = 0;
    int wanted = 1_000;
    look(Duration.ofSeconds(1), 0, 0);
    for (int i = 0, points = 0; points < wanted; i++) {
      delivered += random.nextInt(1_000);
      long before = past.points().isEmpty() ? 0 : past.points().getLast().at();
      long begun = before == 0 ? 1_000 : before;
      look(Duration.ofMillis(500 + random.nextInt(14_000)), delivered, 0);
      if (!past.points().isEmpty() && past.points().getLast().at() != before) {
        Past.Point point = past.points().getLast();
        assertThat(point.deliveries() * (point.at() - begun) / 1e3)
            .as("seed %d, look %d", seed, i)
            .isCloseTo(delivered - last, within(1.0));
        last = delivered;
        points++;
      }
    }
    assertThat(past.points()).hasSize(Past.KEPT);
  }
}
