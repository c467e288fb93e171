package io.rivulet.fanout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.vitals.Authors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuthorCostsTest {
  private static final int HISTORIES = 200;
  private static final int RECORDS = 3_000;

  private final AtomicLong nanos = new AtomicLong();
  private final AuthorCosts costs = new AuthorCosts(nanos::get);

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static Map<Long, Double> told(AuthorCosts costs) {
    Map<Long, Double> told = new HashMap<>();
    costs.all().forEach(one -> told.put(one.id(), one.deliveries()));
    return told;
  }

  @Test
  void fewAuthorsAreCountedExactly() {
    costs.add(7, 100);
    costs.add(8, 50);
    costs.add(7, 1);
    assertThat(costs.top())
        .isEqualTo(
            new Authors(151, List.of(new Authors.Author(7, 101), new Authors.Author(8, 50))));
  }

  @Test
  void eachMinuteCountsHalf() {
    costs.add(7, 80);
    after(Duration.ofSeconds(59));
    assertThat(costs.planned()).isEqualTo(80);
    after(Duration.ofSeconds(61));
    costs.add(8, 80);
    assertThat(told(costs)).isEqualTo(Map.of(7L, 20.0, 8L, 80.0));
    assertThat(costs.planned()).isEqualTo(100);
    after(Duration.ofDays(365));
    assertThat(costs.planned()).isCloseTo(0, within(1e-9));
  }

  /// What Metwally et al. prove, with weights and with halves, on random histories: whole numbers
  /// that are halved are exact in a double.
  @Test
  void nobodyIsToldTooCheapNorTooDearByMoreThanHisShareAndWhoeverIsAboveItIsThere() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int history = 0; history < HISTORIES; history++) {
      AuthorCosts sketch = new AuthorCosts(nanos::get);
      Map<Long, Double> real = new HashMap<>();
      int authors = 1 + random.nextInt(2_000);
      for (int i = 0; i < RECORDS; i++) {
        long author = 1 + (long) (authors * Math.pow(random.nextDouble(), 1 + random.nextInt(4)));
        long deliveries = 1L + random.nextInt(1 + random.nextInt(10_000));
        sketch.add(author, deliveries);
        real.merge(author, (double) deliveries, Double::sum);
        if (random.nextInt(1_000) == 0) {
          after(Duration.ofMinutes(1));
          real.replaceAll((_, cost) -> cost / 2);
        }
      }
      holds(sketch, real, "seed %d, history %d".formatted(seed, history));
    }
  }

  private static void holds(AuthorCosts sketch, Map<Long, Double> real, String seed) {
    double all = real.values().stream().mapToDouble(Double::doubleValue).sum();
    double share = all / AuthorCosts.KEPT;
    double rounding = all * 1e-12;
    Map<Long, Double> told = told(sketch);
    assertThat(sketch.planned()).as(seed).isCloseTo(all, within(rounding));
    assertThat(told.size()).as(seed).isLessThanOrEqualTo(AuthorCosts.KEPT);
    told.forEach(
        (author, cost) ->
            assertThat(cost - real.getOrDefault(author, 0.0))
                .as("%s, author %d", seed, author)
                .isBetween(-rounding, share + rounding));
    real.forEach(
        (author, cost) -> {
          if (cost > share + rounding) {
            assertThat(told).as(seed).containsKey(author);
          }
        });
  }

  @Test
  void ofManyThreadsNothingIsLost() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  thread ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < 10_000; i++) {
                              costs.add(1L + (i + thread) % 10, 1);
                            }
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(told(costs).values()).hasSize(10).containsOnly(4_000.0);
  }
}
