package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.report.BenchOptions;
import picocli.CommandLine.Option;

/// Options of a made-up graph of follows.
public final class GraphOptions {
  private static final long SEED = 98;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "1,000 to 1,000,000. Default: ${DEFAULT-VALUE}")
  private int accounts = 100_000;

  @Option(
      names = "--mean",
      paramLabel = "N",
      description = "Followers an author, 10 to 1,000. Default: ${DEFAULT-VALUE}")
  private int mean = 10;

  /// The graph.
  PowerLaw graph() {
    BenchOptions.require("accounts", accounts, 1_000, 1_000_000);
    BenchOptions.require("mean", mean, 10, 1_000);
    return new PowerLaw(accounts, mean, accounts / 20, SEED);
  }
}
