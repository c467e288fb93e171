package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What `bench fanout` found, as it grows.
final class FanoutResult {
  private final FollowGraph graph;
  private final FanoutSettings settings;
  private final FanoutStack stack;
  private final List<ThroughputRow> throughput = new ArrayList<>();
  private final List<LatencyRow> latencies = new ArrayList<>();
  private final List<Chart.Series> overTime = new ArrayList<>();
  private final Map<String, Spread> alone = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();

  FanoutResult(FollowGraph graph, FanoutSettings settings, FanoutStack stack) {
    this.graph = graph;
    this.settings = settings;
    this.stack = stack;
  }

  void add(Rounds rounds) {
    throughput.add(rounds.row());
    overTime.add(rounds.series());
  }

  void add(LatencyRow row) {
    latencies.add(row);
  }

  /// What Redis does alone, and what it does of Mastodon's commands.
  void ceiling(Spread script, Spread mastodon) {
    alone.put("our script, 100 timelines a call, one entry a visit", script);
    alone.put("Mastodon's six commands", mastodon);
    for (ThroughputRow row : throughput) {
      double figure = row.deliveriesASecond().median();
      boolean steady = row.mode().equals("steady");
      targets.add(
          Target.atLeast(
              "deliveries/s against Redis alone, " + row.mode(),
              figure / script.median(),
              steady ? 0.7 : 1.5));
      targets.add(
          Target.atLeast(
              "deliveries/s against Mastodon's commands, " + row.mode(),
              figure / mastodon.median(),
              4));
    }
  }

  void add(Target target) {
    targets.add(target);
  }

  /// Deliveries a second of the steady maximum.
  double steady() {
    return throughput.getFirst().deliveriesASecond().median();
  }

  void publish(BenchOptions options) {
    if (!throughput.isEmpty()) {
      ThroughputRow steady = throughput.getFirst();
      targets.add(
          Target.atMost(
              "CPU of worker and Kafka a delivery, against Redis's, steady",
              (steady.workerMicros() + steady.kafkaMicros()) / steady.redisMicros(),
              1));
      targets.add(Target.atMost("Kafka bytes a delivery, steady", steady.kafkaBytes(), 8));
    }
    List<Record> rows = new ArrayList<>(throughput);
    rows.addAll(latencies);
    alone.forEach((what, figure) -> rows.add(new AloneRow(what, figure)));
    options.publish(
        new BenchReport("fanout", stack.machine(), surroundings(), rows, targets, charts()),
        throughputTable(),
        aloneTable(),
        latencyTable());
  }

  /// What Redis does alone.
  private record AloneRow(String what, Spread deliveriesASecond) {}

  private Table aloneTable() {
    var table = new Table("Redis alone", "deliveries/s");
    alone.forEach((what, figure) -> table.add(what, figure.text("%,.0f")));
    return table;
  }

  private List<Chart> charts() {
    var byRound = new LinkedHashMap<String, Spread>();
    for (LatencyRow row : latencies) {
      byRound.put(row.load() + ", p50", row.p50());
      byRound.put(row.load() + ", p99", row.p99());
    }
    return List.of(
        new Chart("Throughput", "s", "deliveries/s", overTime),
        Chart.ofRounds("Post → visible", "ms", byRound));
  }

  private Map<String, String> surroundings() {
    var surroundings = new TreeMap<String, String>();
    surroundings.put("graph", graph.name());
    surroundings.put("rounds", Integer.toString(settings.rounds()));
    surroundings.put("a round", settings.time().toSeconds() + " s");
    surroundings.put("entries of each timeline", Integer.toString(settings.entries()));
    if (settings.rates().isEmpty()) {
      surroundings.put("backlog", "%d posts".formatted(settings.backlog()));
    }
    surroundings.put("partitions", Integer.toString(settings.job().partitions()));
    surroundings.put("stream threads", Integer.toString(settings.job().threads()));
    surroundings.put("worker's JVM", String.join(" ", settings.job().jvm()));
    return surroundings;
  }

  private Table throughputTable() {
    var table =
        new Table(
            "load",
            "deliveries/s",
            "entries a visit",
            "timelines a call",
            "Redis µs",
            "Kafka µs",
            "worker µs",
            "Kafka bytes");
    for (ThroughputRow row : throughput) {
      table.add(
          row.mode(),
          row.deliveriesASecond().text("%,.0f"),
          number(row.entriesAVisit()),
          number(row.timelinesACall()),
          number(row.redisMicros()),
          number(row.kafkaMicros()),
          number(row.workerMicros()),
          number(row.kafkaBytes()));
    }
    return table;
  }

  private Table latencyTable() {
    var table =
        new Table(
            "load",
            "posts/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms",
            "Redis µs",
            "Kafka µs",
            "worker µs");
    for (LatencyRow row : latencies) {
      table.add(
          row.load(),
          number(row.postsASecond()),
          row.p50().text(),
          row.p99().text(),
          row.p999().text(),
          row.max().text(),
          number(row.redisMicros()),
          number(row.kafkaMicros()),
          number(row.workerMicros()));
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
