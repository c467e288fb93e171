package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import java.util.ArrayList;
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

  void add(Target target) {
    targets.add(target);
  }

  /// Posts that make the deliveries of the steady maximum.
  double postsASecond() {
    double perPost = 1 + (double) graph.follows() / graph.accounts();
    return throughput.getFirst().deliveriesASecond().median() / perPost;
  }

  void publish(BenchOptions options) {
    ThroughputRow steady = throughput.getFirst();
    targets.add(
        Target.atMost(
            "CPU of worker and Kafka a delivery, against Redis's, steady",
            (steady.workerMicros() + steady.kafkaMicros()) / steady.redisMicros(),
            1));
    targets.add(Target.atMost("Kafka bytes a delivery, steady", steady.kafkaBytes(), 8));
    List<Record> rows = new ArrayList<>(throughput);
    rows.addAll(latencies);
    options.publish(
        new BenchReport("fanout", stack.machine(), surroundings(), rows, targets, charts()),
        throughputTable(),
        latencyTable());
  }

  private List<Chart> charts() {
    return List.of(new Chart("Throughput", "s", "deliveries/s", overTime));
  }

  private Map<String, String> surroundings() {
    return new TreeMap<>(
        Map.of(
            "graph", graph.name(),
            "rounds", Integer.toString(settings.rounds()),
            "a round", settings.time().toSeconds() + " s",
            "entries of each timeline", Integer.toString(settings.entries()),
            "backlog", "%d posts".formatted(settings.backlog()),
            "waiting at steady load", Integer.toString(settings.outstanding()),
            "partitions", Integer.toString(settings.job().partitions()),
            "stream threads", Integer.toString(settings.job().threads()),
            "worker's JVM", String.join(" ", settings.job().jvm())));
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
    var table = new Table("load", "posts/s", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
    for (LatencyRow row : latencies) {
      table.add(
          row.load(),
          number(row.postsASecond()),
          row.p50().text(),
          row.p99().text(),
          row.p999().text(),
          row.max().text());
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
