package io.rivulet.capacity;

import io.rivulet.bench.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The planner's formulas beside what a simulation of the same population counts.
///
/// @param population in words
/// @param rows in the order of a post's way
record Comparison(String population, List<Row> rows, Counted counted) {
  /// One figure.
  ///
  /// @param formula what the planner says
  /// @param simulated what was counted
  record Row(String what, double formula, double simulated) {
    /// By how much the formula is off, as a share of what was counted.
    double difference() {
      return formula / simulated - 1;
    }
  }

  /// How much is simulated.
  record Extent(int accounts, int posts, long seed) {
    Extent {
      Check.within("--accounts", accounts, 1_000, 50_000_000);
      Check.within("--simulated-posts", posts, 100, 100_000_000);
    }
  }

  /// Simulates accounts with a scale's law of follows and its posts an account, at its peak, in as
  /// many partitions as are planned for that.
  static Comparison of(
      Scale scale, Tuning tuning, Calibration measured, Extent extent, Consumer<String> progress) {
    CapacityPlan plan = CapacityPlan.of(scale, tuning, measured);
    Grouping.Run single =
        CapacityPlan.run(scale, tuning, measured, plan.fanout().partitions(), false);
    double alive = scale.people().within(tuning.timelines().expiryDays()) / scale.people().users();
    Counted counted =
        new Simulation(
                scale.follows(),
                single,
                new Simulation.Settings(
                    extent.accounts(),
                    extent.posts(),
                    Duration.ofDays((long) CapacityPlan.REGISTERED_DAYS),
                    alive,
                    (int) tuning.timelines().entries(),
                    extent.seed()),
                progress)
            .counted();
    Grouping one = Grouping.of(scale.follows(), single);
    Grouping many =
        Grouping.of(
            scale.follows(),
            CapacityPlan.run(scale, tuning, measured, plan.fanout().partitions(), true));
    double deliveries = counted.deliveries();
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("deliveries a post", one.deliveries(), deliveries / counted.posts()));
    rows.add(
        new Row("records a post", one.records(), (double) counted.records() / counted.posts()));
    rows.add(
        new Row(
            "Kafka bytes a delivery",
            one.kafkaBytes(),
            (double) counted.kafkaBytes() / deliveries));
    rows.add(
        new Row(
            "calls a delivery, one Redis",
            1 / one.timelinesACall(),
            counted.single().calls() / deliveries));
    rows.add(
        new Row(
            "bytes to Redis a delivery, one Redis",
            one.requestBytes(),
            counted.single().bytes() / deliveries));
    rows.add(
        new Row(
            "calls a delivery, cluster",
            1 / many.timelinesACall(),
            counted.cluster().calls() / deliveries));
    rows.add(
        new Row(
            "bytes to Redis a delivery, cluster",
            many.requestBytes(),
            counted.cluster().bytes() / deliveries));
    double home =
        plan.redis().gigabytes().getOrDefault("home timelines", 0.0)
            * 1e9
            / scale.people().within(tuning.timelines().expiryDays());
    rows.add(new Row("Redis bytes a home timeline", home, counted.homeBytes() / counted.homes()));
    return new Comparison(
        "%,d accounts, %s, %d partitions, %s posts/s, pulled above %s, seed %d"
            .formatted(
                extent.accounts(),
                scale.follows(),
                plan.fanout().partitions(),
                number(scale.traffic().peakPosts()),
                Check.text(tuning.timelines().pullAbove()),
                extent.seed()),
        List.copyOf(rows),
        counted);
  }

  Table table() {
    Table table = new Table("", "planner", "simulation", "difference");
    for (Row row : rows) {
      table.add(
          row.what(),
          number(row.formula()),
          number(row.simulated()),
          String.format(Locale.ROOT, "%+.1f %%", row.difference() * 100));
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%,.1f", value);
  }
}
