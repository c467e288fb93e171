package io.rivulet.cli.vitals;

import io.rivulet.vitals.Ages;
import io.rivulet.vitals.Authors;
import io.rivulet.vitals.Vitals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Vitals as lines of a terminal: bars rather than columns of numbers.
final class VitalsText {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";
  private static final int BAR = 24;
  private static final int KEYSPACES = 8;
  private static final int AUTHORS = 3;

  private VitalsText() {}

  static List<String> of(Vitals vitals) {
    List<String> lines = new ArrayList<>();
    lines.add(
        vitals.faults().isEmpty()
            ? "All is well."
            : String.format(Locale.ROOT, "To look at: %d", vitals.faults().size()));
    vitals.faults().forEach(fault -> lines.add("  ! " + fault.text()));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT, "Oldest post not delivered   %,.1f s", vitals.delivery().oldest()));
    Vitals.Flow flow = vitals.flow();
    lines.add(
        String.format(
            Locale.ROOT,
            "A second   %,.0f post events   %,.0f deliveries   %,.0f requests, %,.1f of them 5xx   %,.1f rebuilds",
            flow.posts(),
            flow.deliveries(),
            flow.requests(),
            flow.failed(),
            flow.rebuilds()));
    lines.add("");
    lines.add("From post to home timeline, by the author's followers");
    vitals.delivery().ages().forEach((size, ages) -> lines.add(age(size, ages)));
    lines.add("");
    lines.add("Waiting in Kafka, a bar a partition");
    vitals.lags().forEach((topic, lags) -> lines.add(lag(topic, lags.values())));
    lines.add("");
    vitals.processes().forEach(process -> lines.add(process(process)));
    lines.add("");
    lines.addAll(memory(vitals.memory()));
    Authors authors = vitals.authors();
    if (!authors.top().isEmpty()) {
      lines.add("");
      lines.add("Authors whose posts cost most, in the last minutes");
      authors.top().stream()
          .limit(AUTHORS)
          .forEach(one -> lines.add(author(one, authors.planned())));
    }
    return lines;
  }

  private static String author(Authors.Author author, double all) {
    return String.format(
        Locale.ROOT,
        "  %-20d %3.0f %% of all deliveries",
        author.id(),
        all <= 0 ? 0 : author.deliveries() / all * 100);
  }

  private static String age(String size, Ages ages) {
    String bounds =
        switch (size) {
          case "small" -> "up to 100";
          case "medium" -> "up to 10,000";
          default -> "more";
        };
    return ages.count() == 0
        ? String.format(Locale.ROOT, "  %-14s nothing was delivered", bounds)
        : String.format(
            Locale.ROOT,
            "  %-14s half within %s, 99 %% within %s",
            bounds,
            seconds(ages.quantile(0.5)),
            seconds(ages.quantile(0.99)));
  }

  private static String seconds(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, "%,.0f ms", seconds * 1_000)
        : String.format(Locale.ROOT, "%,.1f s", seconds);
  }

  private static String lag(String topic, Collection<Double> lags) {
    double sum = lags.stream().mapToDouble(Double::doubleValue).sum();
    return String.format(Locale.ROOT, "  %-22s %s  %,.0f records", topic, bars(lags), sum);
  }

  /// One character each, the highest for the most.
  static String bars(Collection<Double> values) {
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    StringBuilder bars = new StringBuilder();
    for (double value : values) {
      int level = most <= 0 ? 0 : (int) Math.round(value / most * (LEVELS.length() - 1));
      bars.append(LEVELS.charAt(Math.max(0, level)));
    }
    return bars.toString();
  }

  private static String process(Vitals.Worker process) {
    if (!process.up()) {
      return String.format(Locale.ROOT, "  %-14s down", process.service());
    }
    if (process.tasks() == 0 && process.lag() == 0) {
      return String.format(Locale.ROOT, "  %-14s up", process.service());
    }
    String restoring =
        process.restoring() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,.0f records to restore", process.restoring());
    return String.format(
        Locale.ROOT,
        "  %-14s up, %,.0f tasks, %,.0f records behind%s",
        process.service(),
        process.tasks(),
        process.lag(),
        restoring);
  }

  private static List<String> memory(Vitals.Memory memory) {
    List<String> lines = new ArrayList<>();
    String limit = Bytes.limit(memory.limit());
    Vitals.Keyspace homes = memory.keyspaces().get("home");
    lines.add(
        String.format(
            Locale.ROOT,
            "Redis   %s used, %s; some %,.0f home timelines",
            Bytes.text(memory.used()),
            limit,
            homes == null ? 0 : homes.keys()));
    double most =
        memory.keyspaces().values().stream().mapToDouble(Vitals.Keyspace::bytes).max().orElse(0);
    memory.keyspaces().entrySet().stream()
        .limit(KEYSPACES)
        .forEach(one -> lines.add(keyspace(one, most)));
    int left = memory.keyspaces().size() - KEYSPACES;
    if (left > 0) {
      lines.add(String.format(Locale.ROOT, "  and %d keyspaces that take less", left));
    }
    return lines;
  }

  private static String keyspace(Map.Entry<String, Vitals.Keyspace> one, double most) {
    int width = most <= 0 ? 0 : (int) Math.ceil(one.getValue().bytes() / most * BAR);
    return String.format(
        Locale.ROOT,
        "  %-16s %-" + BAR + "s %9s in %,.0f keys",
        one.getKey(),
        "█".repeat(width),
        Bytes.text(one.getValue().bytes()),
        one.getValue().keys());
  }
}
