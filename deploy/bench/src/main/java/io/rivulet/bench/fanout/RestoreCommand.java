package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.report.BenchOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench restore`
@Command(
    name = "restore",
    description = {
      "Redis loses all it has (FLUSHALL) under a running job and its posts: how long until accounts,",
      "relations, author timelines and posts are there again, found out and written by the workers",
      "alone. Each round loses everything anew; nobody is held to a core.",
      "With --from-nothing the workers lose their state as well, and Kafka all but the topics of",
      "truth, which is what a backup has to keep."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Runnable {
  @Mixin private BenchOptions options = new BenchOptions();
  @Mixin private GraphOptions follows = new GraphOptions();

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "There before the loss, 1,000 to 10,000,000. Default: ${DEFAULT-VALUE}")
  private int posts = 1_000_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Posts a second meanwhile, 1 to 10,000. Default: ${DEFAULT-VALUE}")
  private int rate = 100;

  @Option(names = "--workers", paramLabel = "N", description = "1 to 8. Default: ${DEFAULT-VALUE}")
  private int workers = 1;

  @Option(
      names = "--from-nothing",
      description = "The workers begin anew, with what Kafka keeps for ever and nothing else")
  private boolean fromNothing;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      split = " ",
      description = "Options of a worker's JVM. Default: ${DEFAULT-VALUE}")
  private String[] jvm = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"};

  @Override
  public void run() {
    BenchOptions.require("posts", posts, 1_000, 10_000_000);
    PowerLaw graph = follows.graph();
    BenchOptions.require("rate", rate, 1, 10_000);
    BenchOptions.require("workers", workers, 1, 8);
    var settings = new RestoreBench.Settings(posts, rate, workers, fromNothing, List.of(jvm));
    RestoreBench.run(graph, settings, options);
  }
}
