package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.machine.CpuShare;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Machine;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.local.FanoutAlone;
import io.rivulet.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Measures how much a backlog of posts is worked off a second: by workers that are added to one
/// running system, every worker with the same share of a core; and by one worker before clusters of
/// several nodes of Redis, every node with the same share.
final class ScaleBench {
  /// With one compiler: a JVM that was just added would else compile for minutes.
  private static final List<String> JVM =
      List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final FanoutAlone.Settings WORKER = new FanoutAlone.Settings(JVM, 1, "none");
  private static final int MEAN = 100;
  private static final int ENTRIES = 800;
  private static final long SEED = 98;

  private static final Duration REBALANCED = Duration.ofSeconds(60);

  /// Each look at a worker's figures costs it some milliseconds of its share.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Duration ROUND = Duration.ofSeconds(90);

  /// Of the deliveries of a round. In the rest of it one worker after the other has nothing to do.
  private static final double COUNTED = 0.9;

  private final Settings settings;
  private final BenchOptions options;
  private final PowerLaw graph;

  private ScaleBench(Settings settings, BenchOptions options) {
    this.settings = settings;
    this.options = options;
    this.graph = new PowerLaw(settings.accounts(), MEAN, settings.accounts() / 2, SEED);
  }

  /// Settings.
  ///
  /// @param workers how many, in turn
  /// @param share of a core for each of them
  /// @param nodes of Redis, in turn
  /// @param nodeShare of a core for each of them
  /// @param backlog posts that wait for each worker or node before a round, so that none lacks work
  record Settings(
      List<Integer> workers,
      double share,
      List<Integer> nodes,
      double nodeShare,
      int accounts,
      int rounds,
      int backlog,
      int partitions) {
    Settings {
      workers = List.copyOf(workers);
      nodes = List.copyOf(nodes);
    }
  }

  /// What so many workers, or nodes of Redis, did.
  ///
  /// @param growth against the first row of the same kind
  record ScaleRow(String what, int number, Spread deliveriesASecond, double growth) {}

  static void run(Settings settings, BenchOptions options) {
    new ScaleBench(settings, options).measure();
  }

  private void measure() {
    List<Machine> machines = new ArrayList<>();
    List<ScaleRow> workers = settings.workers().isEmpty() ? List.of() : workers(machines);
    List<ScaleRow> nodes = new ArrayList<>();
    for (int number : settings.nodes()) {
      nodes.add(nodes(number, nodes, machines));
    }
    publish(workers, nodes, machines.getFirst());
  }

  private List<ScaleRow> workers(List<Machine> machines) {
    options.say("Starting Kafka, Redis and a worker …");
    List<ScaleRow> rows = new ArrayList<>();
    try (FanoutStack stack = FanoutStack.open(settings.partitions(), WORKER)) {
      machines.add(stack.machine());
      stack.startWorker();
      Population population = population(stack);
      for (int number : settings.workers()) {
        while (stack.workers().size() < number) {
          stack.startWorker();
        }
        stack.meters().awaitAllBusy(number, REBALANCED);
        options.say("workers: %d, warming up …".formatted(number));
        rows.add(
            row(
                "workers",
                number,
                held(
                    stack,
                    population,
                    stack.workers().stream().map(FanoutAlone::pid).toList(),
                    settings.share()),
                rows));
      }
    }
    return rows;
  }

  private ScaleRow nodes(int number, List<ScaleRow> before, List<Machine> machines) {
    options.say("Starting Kafka, a Redis Cluster of %d and a worker …".formatted(number));
    try (FanoutStack stack = FanoutStack.onCluster(settings.partitions(), WORKER, number)) {
      machines.add(stack.machine());
      stack.startWorker();
      Population population = population(stack);
      options.say("nodes of Redis: %d, warming up …".formatted(number));
      return row(
          "nodes of Redis",
          number,
          held(
              stack,
              population,
              stack.redisNodes().stream().map(RedisServer::pid).toList(),
              settings.nodeShare()),
          before);
    }
  }

  private Population population(FanoutStack stack) {
    var population = new Population(stack, graph, options::say);
    population.join();
    population.openTimelines(ENTRIES);
    return population;
  }

  /// Deliveries a second with a share of a core for each of some processes, a backlog for each.
  private Spread held(FanoutStack stack, Population population, List<Long> pids, double share) {
    var throughput = new Throughput(stack, population, graph.accounts(), options::say);
    int posts = settings.backlog() * pids.size();
    double deliveries = posts * population.deliveriesAPost(graph.accounts());
    throughput.warmUp(posts);
    var rounds = new Rounds("backlog", stack.meters().read(), Effort.of(stack));
    for (int round = 1; round <= settings.rounds(); round++) {
      Meters.Count start = throughput.pileUp(posts);
      List<CpuShare> shares = new ArrayList<>();
      try {
        pids.forEach(pid -> shares.add(CpuShare.hold(pid, share)));
        rounds.begin(start, Effort.of(stack));
        stack.resumeWorkers();
        look(stack.meters(), start.deliveries() + deliveries * COUNTED, rounds);
      } finally {
        shares.forEach(CpuShare::close);
      }
      options.say(
          String.format(
              Locale.ROOT, "round %d: %,.0f deliveries/s", round, rounds.deliveriesASecond()));
      rounds.end(Effort.of(stack));
      population.settle(0);
    }
    return rounds.row().deliveriesASecond();
  }

  /// Looks on until so many deliveries are counted, or for as long as a round takes at most.
  private static void look(Meters meters, double deliveries, Rounds rounds) {
    long bound = System.nanoTime() + ROUND.toNanos();
    Meters.Count now;
    do {
      Population.pause(LOOK_EVERY);
      now = meters.read();
      rounds.look(now);
    } while (now.deliveries() < deliveries && System.nanoTime() < bound);
  }

  private ScaleRow row(String what, int number, Spread figure, List<ScaleRow> before) {
    double first =
        before.isEmpty() ? figure.median() : before.getFirst().deliveriesASecond().median();
    var row = new ScaleRow(what, number, figure, figure.median() / first);
    options.say(
        "%s: %d, %s deliveries/s".formatted(what, number, row.deliveriesASecond().text("%,.0f")));
    return row;
  }

  private void publish(List<ScaleRow> workers, List<ScaleRow> nodes, Machine machine) {
    List<ScaleRow> rows = new ArrayList<>(workers);
    rows.addAll(nodes);
    var table = new Table("", "deliveries/s", "growth");
    for (ScaleRow row : rows) {
      table.add(
          row.what() + ": " + row.number(),
          row.deliveriesASecond().text("%,.0f"),
          String.format(Locale.ROOT, "%.2f", row.growth()));
    }
    var targets = new ArrayList<Target>();
    for (ScaleRow row : workers) {
      if (row.number() == 4 && workers.getFirst().number() == 1) {
        targets.add(Target.atLeast("growth from 1 to 4 workers", row.growth(), 3.5));
      }
    }
    options.publish(
        new BenchReport(
            "scale",
            machine,
            surroundings(),
            rows,
            targets,
            List.of(
                new Chart(
                    "Throughput by workers, and by nodes of Redis",
                    "workers, nodes",
                    "deliveries/s",
                    series(workers, nodes)))),
        table);
  }

  private static List<Chart.Series> series(List<ScaleRow> workers, List<ScaleRow> nodes) {
    List<Chart.Series> series = new ArrayList<>();
    for (List<ScaleRow> rows : List.of(workers, nodes)) {
      if (!rows.isEmpty()) {
        series.add(
            new Chart.Series(
                rows.getFirst().what(),
                rows.stream()
                    .map(row -> new Chart.Point(row.number(), row.deliveriesASecond().median()))
                    .toList()));
      }
    }
    return series;
  }

  private Map<String, String> surroundings() {
    return new TreeMap<>(
        Map.of(
            "graph", graph.name(),
            "share of a core for each worker", Double.toString(settings.share()),
            "share of a core for each node of Redis", Double.toString(settings.nodeShare()),
            "rounds", Integer.toString(settings.rounds()),
            "partitions", Integer.toString(settings.partitions()),
            "backlog a worker or node", settings.backlog() + " posts",
            "workers' JVM", String.join(" ", JVM)));
  }
}
