package io.rivulet.capacity;

import java.util.Map;

/// What machines cost, in whatever money, a month of thirty days.
///
/// @param prices of a core, and of a gigabyte of memory and of disk; what is not there is free
record Prices(Map<Priced, Double> prices) {
  /// What is paid for.
  enum Priced {
    CORE,
    MEMORY,
    DISK
  }

  private static final double DAYS = 30;
  private static final double SECONDS_A_DAY = 86_400;

  Prices {
    prices = Map.copyOf(prices);
    prices.forEach((what, price) -> Check.within("--price " + what, price, 0, 1e9));
  }

  boolean areGiven() {
    return !prices.isEmpty();
  }

  private double of(Priced what) {
    return prices.getOrDefault(what, 0.0);
  }

  /// Of the whole fan-out and what it needs, readers left out.
  double month(CapacityPlan plan, Tuning tuning) {
    double cores =
        plan.fanout().workers() * tuning.machines().workerCores()
            + plan.redis().nodes()
            + plan.kafka().cores() / tuning.machines().utilisation();
    return cores * of(Priced.CORE)
        + plan.redis().total() * tuning.copies().redis() * of(Priced.MEMORY)
        + (plan.kafka().total() + plan.fanout().storeGigabytes()) * of(Priced.DISK);
  }

  /// Of a million deliveries, all that a month costs being shared by those of a month.
  double million(CapacityPlan plan, Tuning tuning) {
    return month(plan, tuning) / (plan.flow().deliveries() * SECONDS_A_DAY * DAYS) * 1e6;
  }
}
