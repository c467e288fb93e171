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
      "How throughput grows with workers, and with nodes of a Redis Cluster: each is held to the same",
      "small share of a core, so that the machine has room for all of them. Needs root, for control",
      "groups."
    },
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Runnable {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      description = "How many, ascending, 1 to 16; 0 leaves them out. Default: 1,2,4,8")
  private List<Integer> workers = List.of(1, 2, 4, 8);

  @Option(
      names = "--share",
      paramLabel = "S",
      description = "Of a core, for each worker, 0.02 to 1. Default: ${DEFAULT-VALUE}")
  private double share = 0.1;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      split = ",",
      description = "Of Redis, ascending, 1 to 8; 0 leaves them out. Default: 1,2,3")
  private List<Integer> nodes = List.of(1, 2, 3);

  @Option(
      names = "--node-share",
      paramLabel = "S",
      description = "Of a core, for each node, 0.02 to 1. Default: ${DEFAULT-VALUE}")
  private double nodeShare = 0.05;

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
          "Posts that wait for each worker or node before a round, 100 to 1,000,000. Default:"
              + " ${DEFAULT-VALUE}")
  private int backlog = 4_000;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Of all topics, 1 to 64. Default: ${DEFAULT-VALUE}")
  private int partitions = 8;

  @Override
  public void run() {
    List<Integer> ofWorkers = numbers("workers", workers, 16);
    List<Integer> ofNodes = numbers("nodes", nodes, 8);
    if (ofWorkers.isEmpty() && ofNodes.isEmpty()) {
      throw new LocalException("Neither workers nor nodes are to be measured");
    }
    BenchOptions.require("accounts", accounts, 1_000, 100_000);
    BenchOptions.require("backlog", backlog, 100, 1_000_000);
    BenchOptions.require("partitions", partitions, 1, 64);
    requireShare("share", share);
    requireShare("node-share", nodeShare);
    ScaleBench.run(
        new ScaleBench.Settings(
            ofWorkers, share, ofNodes, nodeShare, accounts, options.rounds(), backlog, partitions),
        options);
  }

  private static List<Integer> numbers(String name, List<Integer> numbers, int most) {
    if (numbers.equals(List.of(0))) {
      return List.of();
    }
    if (!numbers.equals(numbers.stream().distinct().sorted().toList())) {
      throw new LocalException(name + " must ascend, but are " + numbers);
    }
    numbers.forEach(number -> BenchOptions.require(name, number, 1, most));
    return numbers;
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0.02 && share <= 1)) {
      throw new LocalException(name + " must be 0.02 to 1, but is " + share);
    }
  }
}
