package io.rivulet.capacity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.bench.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan for people, and for programs.
final class PlanReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scale scale;
  private final Tuning tuning;
  private final Calibration measured;
  private final Prices prices;
  private final CapacityPlan plan;
  private final List<String> assumptions;

  PlanReport(
      Scale scale, Tuning tuning, Calibration measured, Prices prices, List<String> assumptions) {
    this.scale = scale;
    this.tuning = tuning;
    this.measured = measured;
    this.prices = prices;
    this.assumptions = assumptions;
    this.plan = CapacityPlan.of(scale, tuning, measured);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(table().lines());
    lines.add("");
    lines.add("follows: " + scale.follows());
    if (plan.fanout().beyond()) {
      lines.add(
          "More threads are needed than 1,024 partitions can keep busy: this takes several systems.");
    }
    assumptions.forEach(lines::add);
    measured.sources().forEach(lines::add);
    lines.add(
        "Formulas take posts to come one by one, so records, workers and brokers are upper bounds: the"
            + " busier a system, the more share a record. Nothing was measured above 8 partitions.");
    return lines;
  }

  private Table table() {
    Table table = new Table("what", "how much", "of which");
    CapacityPlan.Flow flow = plan.flow();
    table.add(
        "posts/s at the peak", number(flow.peakPosts()), "x " + number(scale.traffic().peak()));
    table.add(
        "deliveries a post",
        number(plan.grouping().deliveries()),
        "%.1f %% of what followers get is pulled".formatted(flow.pulled() * 100));
    table.add("deliveries/s, mean and peak", number(flow.deliveries()), number(flow.peak()));
    table.add(
        "partitions",
        number(plan.fanout().partitions()),
        "%s records a post".formatted(number(plan.grouping().records())));
    table.add(
        "workers of %s cores".formatted(number(tuning.machines().workerCores())),
        number(plan.fanout().workers()),
        "%s cores busy, %s if bundled as in the benchmark; state stores %s GB"
            .formatted(
                number(plan.fanout().cores()),
                number(flow.peak() * plan.cost().workerAtBest() / 1e6),
                number(plan.fanout().storeGigabytes())));
    table.add(
        "Redis primaries, and nodes with copies",
        number(plan.redis().primaries()),
        "%s nodes, %s cores busy, %s timelines a call"
            .formatted(
                number(plan.redis().nodes()),
                number(plan.redis().cores()),
                number(plan.grouping().timelinesACall())));
    table.add("Redis GB, one copy", number(plan.redis().total()), parts(plan.redis().gigabytes()));
    table.add(
        "Kafka brokers",
        number(plan.kafka().brokers()),
        "%s cores busy".formatted(number(plan.kafka().cores())));
    table.add("Kafka GB, copies in", number(plan.kafka().total()), parts(plan.kafka().gigabytes()));
    table.add(
        "Kafka MB/s at the peak, in and out",
        number(plan.kafka().inMegabytes()),
        number(plan.kafka().outMegabytes()));
    table.add("reader cores", number(plan.readerCores()), "");
    CapacityPlan.Cost cost = plan.cost();
    table.add(
        "CPU seconds a million deliveries",
        number(cost.all()),
        "worker %s, Redis %s, Kafka %s; measured: %s at full load, %s at half"
            .formatted(
                number(cost.worker()),
                number(cost.redis()),
                number(cost.kafka()),
                number(cost.allAtBest()),
                number(
                    measured.half().worker() + measured.half().redis() + measured.half().kafka())));
    table.add(
        "MB a million deliveries",
        number(cost.kafkaBytes()),
        "to Kafka, one copy; %s to Redis".formatted(number(cost.redisBytes())));
    if (prices.areGiven()) {
      table.add(
          "money a million deliveries",
          String.format(Locale.ROOT, "%.6f", prices.million(plan, tuning)),
          "%s a month".formatted(number(prices.month(plan, tuning))));
    }
    return table;
  }

  private static String parts(Map<String, Double> gigabytes) {
    List<String> parts = new ArrayList<>();
    gigabytes.forEach((what, some) -> parts.add("%s %s".formatted(what, number(some))));
    return String.join(", ", parts);
  }

  /// What changes would save.
  Table savings(List<WhatIf> changes) {
    Table table =
        new Table(
            "instead", "Redis GB", "saved", "peak deliveries/s", "saved", "workers", "primaries");
    for (WhatIf change : changes) {
      table.add(
          change.setting(),
          number(change.then().redis().total()),
          share(plan.redis().total(), change.then().redis().total()),
          number(change.then().flow().peak()),
          share(plan.flow().peak(), change.then().flow().peak()),
          number(change.then().fanout().workers()),
          number(change.then().redis().primaries()));
    }
    return table;
  }

  private static String share(double now, double then) {
    return String.format(Locale.ROOT, "%.1f %%", (1 - then / now) * 100);
  }

  String json(List<WhatIf> changes, @Nullable Comparison comparison) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("follows", scale.follows().toString());
    all.put("people", scale.people());
    all.put("traffic", scale.traffic());
    all.put("retention", scale.retention());
    all.put("copies", tuning.copies());
    all.put("machines", tuning.machines());
    all.put("entries", tuning.timelines().entries());
    all.put("pullAbove", finite(tuning.timelines().pullAbove()));
    all.put("hotDays", finite(tuning.timelines().hotDays()));
    all.put("expiryDays", tuning.timelines().expiryDays());
    all.put("sources", measured.sources());
    all.put("assumptions", assumptions);
    all.put("plan", plan);
    if (prices.areGiven()) {
      all.put("moneyAMonth", prices.month(plan, tuning));
      all.put("moneyAMillionDeliveries", prices.million(plan, tuning));
    }
    all.put("whatIf", changes);
    if (comparison != null) {
      all.put(
          "simulation", Map.of("population", comparison.population(), "rows", comparison.rows()));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Double finite(double value) {
    return Double.isInfinite(value) ? null : Double.valueOf(value);
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String number(double value) {
    if (value == Math.rint(value) || value >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }
}
