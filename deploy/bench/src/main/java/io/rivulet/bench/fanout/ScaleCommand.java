package io.rivulet.bench.fanout;

import io.rivulet.bench.report.BenchOptions;
import io.rivulet.local.LocalException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench scale`
@Command(
    name = "scale",
    description = {
      "How throughput grows with workers: each is held to the same small share of a core, so that the",
      "machine has room for all of them. Needs root, for control groups."
    },
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Runnable {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      description = "How many, ascending, 1 to 16. Default: 1,2,4,8")
  private List<Integer> workers = List.of(1, 2, 4, 8);

  @Option(
      names = "--share",
      paramLabel = "S",
      description = "Of a core, for each worker, 0.02 to 1. Default: ${DEFAULT-VALUE}")
  private double share = 0.25;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description =
          "Of a power law with 100 followers each, 1,000 to 100,000. Default: ${DEFAULT-VALUE}")
  private int accounts = 5_000;

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description =
          "Posts that wait for each worker before a round, 100 to 1,000,000. Default:"
              + " ${DEFAULT-VALUE}")
  private int backlog = 4_000;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Of all topics, 1 to 64. Default: ${DEFAULT-VALUE}")
  private int partitions = 8;

  @Override
  public void run() {
    if (workers.isEmpty() || !workers.equals(workers.stream().distinct().sorted().toList())) {
      throw new LocalException("workers must ascend, but are " + workers);
    }
    workers.forEach(number -> BenchOptions.require("workers", number, 1, 16));
    BenchOptions.require("accounts", accounts, 1_000, 100_000);
    BenchOptions.require("backlog", backlog, 100, 1_000_000);
    BenchOptions.require("partitions", partitions, 1, 64);
    if (share < 0.02 || share > 1) {
      throw new LocalException("share must be 0.02 to 1, but is " + share);
    }
    ScaleBench.run(
        new ScaleBench.Settings(workers, share, accounts, options.rounds(), backlog, partitions),
        options);
  }
}
