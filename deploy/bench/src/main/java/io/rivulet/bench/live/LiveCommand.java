package io.rivulet.bench.live;

import io.rivulet.bench.report.BenchOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench live`
@Command(
    name = "live",
    description = {
      "Has many listen to their home timelines over WebSockets at one reader, publishes posts through",
      "Kafka and a worker, and tells how old a post is when its event comes, what that costs, and what",
      "the connections take."
    },
    mixinStandardHelpOptions = true)
public final class LiveCommand implements Runnable {
  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Accounts, each of whom listens, 1,000 to 20,000. Default: ${DEFAULT-VALUE}")
  private int connections = 10_000;

  @Option(
      names = "--followers",
      paramLabel = "N",
      description = "Of an account on average, 10 to 500. Default: ${DEFAULT-VALUE}")
  private int followers = 100;

  @Option(
      names = "--largest",
      paramLabel = "N",
      description =
          "Followers of the largest author, whose posts are as many events at once; below the number"
              + " of connections. Default: ${DEFAULT-VALUE}")
  private int largest = 1_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      split = ",",
      description = "A second, to all of them together, 1 to 100,000. Default: 1000")
  private List<Integer> events = List.of(1_000);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Of a round, 1 to 600. Default: ${DEFAULT-VALUE}")
  private int seconds = 20;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      description = "Of the reader, 128 to 16,384. Default: ${DEFAULT-VALUE}")
  private int heap = 512;

  @Override
  public void run() {
    BenchOptions.require("connections", connections, 1_000, 20_000);
    BenchOptions.require("followers", followers, 10, 500);
    BenchOptions.require("largest", largest, followers, connections - 1L);
    events.forEach(rate -> BenchOptions.require("events", rate, 1, 100_000));
    BenchOptions.require("seconds", seconds, 1, 600);
    BenchOptions.require("heap", heap, 128, 16_384);
    LiveBench.run(
        new LiveBench.Settings(
            connections, followers, largest, events, options.rounds(), seconds, heap),
        options);
  }
}
