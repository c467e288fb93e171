package io.rivulet.capacity;

import io.rivulet.bench.report.Machine;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `plan`
@Command(
    name = "plan",
    description = {
      "What a system of a given size takes: partitions, workers, Redis, Kafka, and what a million",
      "deliveries cost. Figures come from the last `bench` runs on this machine, and else from what",
      "was recorded; which is said. --simulate checks the formulas against a simulated population in",
      "which routing, coalescing and pull decisions are the fan-out's own code."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(exclusive = false, heading = "%nHow large:%n", validate = false)
  private ScaleOptions size = new ScaleOptions();

  @ArgGroup(exclusive = false, heading = "%nHow it is run:%n", validate = false)
  private TuningOptions tuning = new TuningOptions();

  @Option(
      names = "--price",
      paramLabel = "WHAT=MONEY",
      description = "A month: core, memory or disk (a GB). May be given several times")
  private Map<Prices.Priced, Double> prices = Map.of();

  @Option(
      names = "--what-if",
      paramLabel = "SETTING=N",
      split = ",",
      arity = "0..1",
      fallbackValue = "usual",
      description =
          "What another value would save: entries, pull-above, hot-days, expiry-days. Without any,"
              + " some that are worth a look")
  private List<String> whatIf = List.of();

  @Option(names = "--json", description = "Prints JSON instead of tables")
  private boolean json;

  @Option(
      names = "--simulate",
      description = "Simulates as many accounts as --accounts says, alike in all else")
  private boolean simulate;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "Accounts simulated, 1000 to 50000000. Default: ${DEFAULT-VALUE}")
  private int accounts = 10_000_000;

  @Option(
      names = "--simulated-posts",
      paramLabel = "N",
      description = "Posts simulated. Default: ${DEFAULT-VALUE}")
  private int simulatedPosts = 300_000;

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private long seed = 7;

  @Override
  public void run() {
    try {
      plan();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void plan() {
    Comparison.Extent extent = new Comparison.Extent(accounts, simulatedPosts, seed);
    Calibration measured =
        Calibrations.read(Path.of(System.getProperty("rivulet.data", "."), "bench"));
    Scale scale = size.scale();
    Tuning tuned = tuning.tuning(size.preset());
    PlanReport report =
        new PlanReport(scale, tuned, measured, new Prices(prices), size.assumptions());
    List<WhatIf> changes = WhatIf.of(scale, tuned, measured, changes());
    Comparison comparison = simulate ? simulated(tuned, measured, extent) : null;
    if (json) {
      say(report.json(changes, comparison));
      return;
    }
    report.lines().forEach(this::say);
    if (!changes.isEmpty()) {
      say("");
      report.savings(changes).lines().forEach(this::say);
    }
    if (comparison != null) {
      say("");
      comparison.table().lines().forEach(this::say);
      say("");
      say(comparison.population());
      say(
          "%,d posts, %,d deliveries in %s s of simulated time; took %d s and %,d MB of heap at most"
              .formatted(
                  comparison.counted().posts(),
                  comparison.counted().deliveries(),
                  PlanReport.number(comparison.counted().simulated().toMillis() / 1e3),
                  comparison.counted().took().toSeconds(),
                  heapMegabytes()));
      say("Machine: " + Machine.here("not used").text());
    }
  }

  private List<WhatIf.Change> changes() {
    if (whatIf.equals(List.of("usual"))) {
      return WhatIf.USUAL;
    }
    return whatIf.stream().map(WhatIf.Change::of).toList();
  }

  private Comparison simulated(Tuning tuned, Calibration measured, Comparison.Extent extent) {
    return Comparison.of(
        size.scaleOf(accounts),
        tuned,
        measured,
        extent,
        line -> {
          if (!json) {
            say(line);
          }
        });
  }

  /// The most that each part of the heap ever held, together.
  private static long heapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
            .sum()
        >> 20;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
