package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.graph.Reed98;
import io.rivulet.bench.graph.Star;
import io.rivulet.bench.report.BenchOptions;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench fanout`
@Command(
    name = "fanout",
    description = {
      "Posts into Kafka, deliveries in Redis, through the real job: deliveries a second, steadily and",
      "while a backlog is worked off, against what Redis alone does; what each process spends on a",
      "delivery; and how long posts take to be visible. Redis is held to core 0, the worker to core 1."
    },
    mixinStandardHelpOptions = true)
public final class FanoutCommand implements Runnable {
  private static final long SEED = 98;

  /// What is measured on.
  enum GraphName {
    REED98,
    POWER,
    MILLION
  }

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--graph",
      paramLabel = "NAME",
      description =
          "reed98, power (a power law), or million (one author of --accounts followers, and ordinary"
              + " ones). Default: ${DEFAULT-VALUE}")
  private GraphName graph = GraphName.POWER;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description =
          "Of power and million, 1,000 to 2,000,000. Default: 100,000; million: 1,000,001")
  private int accounts;

  @Option(
      names = "--mean",
      paramLabel = "N",
      description = "Followers an author, 10 to 1,000. Default: ${DEFAULT-VALUE}")
  private int mean = 100;

  @Option(
      names = "--entries",
      paramLabel = "N",
      description = "In each home timeline at the beginning, 0 to 800. Default: 800; million: 50")
  private int entries = -1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Of a round, 2 to 600. Default: ${DEFAULT-VALUE}")
  private int seconds = 10;

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description = "Posts that wait in Kafka before a round of backlog. Default: ${DEFAULT-VALUE}")
  private int backlog = 50_000;

  @Option(
      names = "--loads",
      paramLabel = "PERCENT",
      split = ",",
      description =
          "Of the steady maximum, at which latency is measured, 1 to 100 each. Default: 10,50,80")
  private List<Integer> loads = List.of(10, 50, 80);

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      description =
          "Posts a second, 1 to 100,000 each: only latency at these rates is measured, which two"
              + " versions can be compared by")
  private List<Integer> rates = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads of the worker, 1 to 8. Default: ${DEFAULT-VALUE}")
  private int threads = 1;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Of all topics, 1 to 64; a post goes to all of them, so few are faster. Default:"
              + " ${DEFAULT-VALUE}")
  private int partitions = 4;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      split = " ",
      description = "Options of the worker's JVM. Default: ${DEFAULT-VALUE}")
  private String[] jvm = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"};

  @Override
  public void run() {
    BenchOptions.require("accounts", accounts(), 1_000, 2_000_000);
    BenchOptions.require("mean", mean, 10, 1_000);
    BenchOptions.require("entries", entries(), 0, 800);
    BenchOptions.require("seconds", seconds, 2, 600);
    BenchOptions.require("backlog", backlog, 0, 10_000_000);
    loads.forEach(load -> BenchOptions.require("loads", load, 1, 100));
    rates.forEach(rate -> BenchOptions.require("rates", rate, 1, 100_000));
    BenchOptions.require("threads", threads, 1, 8);
    BenchOptions.require("partitions", partitions, 1, 64);
    var settings =
        new FanoutSettings(
            options.rounds(),
            Duration.ofSeconds(seconds),
            entries(),
            backlog,
            loads,
            rates,
            new FanoutSettings.Job(partitions, threads, List.of(jvm)));
    FanoutBench.run(graph(), settings, options);
  }

  private int accounts() {
    return accounts != 0 ? accounts : graph == GraphName.MILLION ? 1_000_001 : 100_000;
  }

  private int entries() {
    return entries >= 0 ? entries : graph == GraphName.MILLION ? 50 : 800;
  }

  private FollowGraph graph() {
    return switch (graph) {
      case REED98 -> new Reed98();
      case POWER -> new PowerLaw(accounts(), mean, accounts() / 2, SEED);
      case MILLION -> new Star(accounts(), Math.min(1_000, accounts() / 2), mean);
    };
  }
}
