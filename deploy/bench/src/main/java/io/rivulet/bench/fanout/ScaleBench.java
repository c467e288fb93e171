package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.machine.CpuShare;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.local.FanoutAlone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Adds workers to one running system and measures each time how much a backlog of posts is worked
/// off a second, every worker with the same share of a core.
final class ScaleBench {
  private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");
  private static final int MEAN = 100;
  private static final long SEED = 98;

  private static final Duration WARM = Duration.ofSeconds(30);
  private static final Duration REBALANCED = Duration.ofSeconds(60);

  private final Settings settings;
  private final BenchOptions options;
  private final FanoutStack stack;

  private ScaleBench(Settings settings, BenchOptions options, FanoutStack stack) {
    this.settings = settings;
    this.options = options;
    this.stack = stack;
  }

  /// Settings.
  ///
  /// @param workers how many, in turn
  /// @param share of a core for each of them
  /// @param backlog posts that wait for each worker before a round, so that none lacks work
  record Settings(
      List<Integer> workers, double share, int accounts, int rounds, int backlog, int partitions) {
    Settings {
      workers = List.copyOf(workers);
    }
  }

  /// What so many workers did.
  record ScaleRow(int workers, Spread deliveriesASecond, double growth) {}

  static void run(Settings settings, BenchOptions options) {
    options.say("Starting Kafka, Redis and a worker …");
    try (FanoutStack stack =
        FanoutStack.open(settings.partitions(), new FanoutAlone.Settings(JVM, 1, "none"))) {
      new ScaleBench(settings, options, stack).measure();
    }
  }

  private void measure() {
    var graph = new PowerLaw(settings.accounts(), MEAN, settings.accounts() / 2, SEED);
    stack.startWorker();
    var population = new Population(stack, graph, options::say);
    population.join();
    population.openTimelines(800);
    var rows = new ArrayList<ScaleRow>();
    for (int workers : settings.workers()) {
      while (stack.workers().size() < workers) {
        stack.startWorker();
      }
      stack.meters().awaitAllBusy(workers, REBALANCED);
      options.say("%d workers: warming up …".formatted(workers));
      var throughput = new Throughput(stack, population, graph.accounts(), options::say);
      throughput.warmUp(WARM);
      rows.add(row(workers, held(throughput), rows));
    }
    publish(graph, rows);
  }

  private Spread held(Throughput throughput) {
    List<CpuShare> shares = new ArrayList<>();
    try {
      for (FanoutAlone worker : stack.workers()) {
        CpuShare share = CpuShare.of(settings.share());
        shares.add(share);
        share.hold(worker.pid());
      }
      return throughput
          .backlog(settings.rounds(), settings.backlog() * stack.workers().size())
          .row()
          .deliveriesASecond();
    } finally {
      for (int i = 0; i < shares.size(); i++) {
        shares.get(i).release(stack.workers().get(i).pid());
        shares.get(i).close();
      }
    }
  }

  private static ScaleRow row(int workers, Spread figure, List<ScaleRow> before) {
    double first =
        before.isEmpty() ? figure.median() : before.getFirst().deliveriesASecond().median();
    return new ScaleRow(workers, figure, figure.median() / first);
  }

  private void publish(PowerLaw graph, List<ScaleRow> rows) {
    var table = new Table("workers", "deliveries/s", "growth");
    var points = new ArrayList<Chart.Point>();
    var targets = new ArrayList<Target>();
    for (ScaleRow row : rows) {
      table.add(
          Integer.toString(row.workers()),
          row.deliveriesASecond().text("%,.0f"),
          String.format(Locale.ROOT, "%.2f", row.growth()));
      points.add(new Chart.Point(row.workers(), row.deliveriesASecond().median()));
      if (row.workers() == 4 && rows.getFirst().workers() == 1) {
        targets.add(Target.atLeast("growth from 1 to 4 workers", row.growth(), 3.5));
      }
    }
    Map<String, String> surroundings =
        new TreeMap<>(
            Map.of(
                "graph", graph.name(),
                "share of a core for each worker", Double.toString(settings.share()),
                "rounds", Integer.toString(settings.rounds()),
                "partitions", Integer.toString(settings.partitions()),
                "backlog a worker", settings.backlog() + " posts",
                "workers' JVM", String.join(" ", JVM)));
    options.publish(
        new BenchReport(
            "scale",
            stack.machine(),
            surroundings,
            rows,
            targets,
            List.of(
                new Chart(
                    "Throughput by workers",
                    "workers",
                    "deliveries/s",
                    List.of(new Chart.Series("median", points))))),
        table);
  }
}
