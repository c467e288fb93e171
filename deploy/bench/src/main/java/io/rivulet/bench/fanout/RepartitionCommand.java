package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.report.BenchOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench repartition`
@Command(
    name = "repartition",
    description = {
      "Adds partitions to a system that has some posts and follows, and times each piece of it.",
      "What is waited for at the beginning, so that nobody publishes any more, is left out: it",
      "does not depend on how much there is."
    },
    mixinStandardHelpOptions = true)
public final class RepartitionCommand implements Runnable {
  @Mixin private BenchOptions options = new BenchOptions();
  @Mixin private GraphOptions follows = new GraphOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "1,000 to 10,000,000. Default: ${DEFAULT-VALUE}")
  private int posts = 1_000_000;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = "Partitions before, 1 to 512. Default: ${DEFAULT-VALUE}")
  private int from = 8;

  @Option(
      names = "--partitions",
      paramLabel = "M",
      description = "Partitions after, a multiple. Default: ${DEFAULT-VALUE}")
  private int partitions = 16;

  @Override
  public void run() {
    BenchOptions.require("posts", posts, 1_000, 10_000_000);
    PowerLaw graph = follows.graph();
    BenchOptions.require("from", from, 1, 512);
    if (partitions <= from || partitions % from != 0) {
      throw new ParameterException(
          spec.commandLine(), "--partitions must be a multiple of --from, and more");
    }
    RepartitionBench.run(graph, new RepartitionBench.Settings(posts, from, partitions), options);
  }
}
