package io.rivulet.bench.read;

import io.rivulet.bench.Workbench;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench overload`
@Command(
    name = "overload",
    description = {
      "What a reader serves when it is asked for more home timelines than it can, by clients that ask",
      "at a rate whatever they are told, and how soon it is itself again. The rate that it sustains is",
      "found in the same run: the highest share of its maximum at which pages come soon and nobody is",
      "refused."
    },
    mixinStandardHelpOptions = true)
public final class OverloadCommand implements Runnable {
  private static final double[] MULTIPLES = {1, 2, 5};

  @Mixin private BenchOptions options = new BenchOptions();
  @Mixin private ReaderOptions reader = new ReaderOptions();

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Of those who ask too much, 64 to 10000. Default: ${DEFAULT-VALUE}")
  private int connections = 2_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Of a round, 2 to 60. Default: ${DEFAULT-VALUE}")
  private int seconds = 10;

  @Option(
      names = "--p99",
      paramLabel = "MS",
      description =
          "Within which pages have to come for a rate to be sustained. Default: ${DEFAULT-VALUE}")
  private int p99 = 100;

  @Option(
      names = "--server-cores",
      paramLabel = "CORES",
      description = "Of reader and Redis, as taskset has them; \"\" for all. Default: 0")
  private String serverCores = "0";

  @Option(
      names = "--client-cores",
      paramLabel = "CORES",
      description = "Of whoever asks; \"\" for all. Default: 1")
  private String clientCores = "1";

  @Override
  public void run() {
    BenchOptions.require("connections", connections, 64, 10_000);
    BenchOptions.require("seconds", seconds, 2, 60);
    BenchOptions.require("warm-up", reader.warmUp().toSeconds(), 0, 600);
    BenchOptions.require("p99", p99, 1, 10_000);
    var crowd =
        new CrowdSettings(
            reader.viewers(), reader.authors(), Math.min(200, reader.authors() / 2), 10);
    var settings =
        new OverloadBench.Settings(
            options.rounds(),
            Duration.ofSeconds(seconds),
            reader.warmUp(),
            connections,
            serverCores,
            clientCores,
            p99,
            reader.jvm());
    try (Workbench bench = Workbench.open();
        var overload = new OverloadBench(bench, new Crowd(crowd), settings, options::say)) {
      overload.findSustainable();
      List<OverloadRow> rows = new ArrayList<>();
      for (double times : MULTIPLES) {
        rows.add(overload.at(times));
      }
      Spread recovery = overload.recovery();
      var table = new Table(OverloadRow.TITLES);
      rows.forEach(row -> table.add(row.cells()));
      options.publish(
          new BenchReport(
              "overload",
              bench.machine(),
              described(overload, settings),
              rows,
              targets(overload, rows, recovery),
              charts(rows)),
          table);
    }
  }

  private static List<Target> targets(
      OverloadBench overload, List<OverloadRow> rows, Spread recovery) {
    double served = rows.getLast().served().median();
    return List.of(
        Target.atLeast(
            "served at 5 times the sustainable rate, as a share of it",
            served / overload.sustainable(),
            0.9),
        Target.atMost("seconds until all is as before, the longest", recovery.max(), 5));
  }

  private static Map<String, String> described(
      OverloadBench overload, OverloadBench.Settings settings) {
    var described = new TreeMap<String, String>();
    described.put("maximum", "%,.0f/s".formatted(overload.maximum()));
    described.put(
        "sustainable",
        "%,.0f/s: p99 within %.0f ms, one of a thousand refused at most"
            .formatted(overload.sustainable(), settings.p99Millis()));
    described.put(
        "rounds", "%d of %d s".formatted(settings.rounds(), settings.round().toSeconds()));
    described.put("connections", Integer.toString(settings.connections()));
    described.put("cores of reader and Redis", named(settings.servers()));
    described.put("cores of the client", named(settings.client()));
    described.put("feed-reader's JVM", String.join(" ", settings.jvm()));
    return described;
  }

  private static String named(String cores) {
    return cores.isEmpty() ? "all" : cores;
  }

  private static List<Chart> charts(List<OverloadRow> rows) {
    var served = new LinkedHashMap<String, Spread>();
    var p99 = new LinkedHashMap<String, Spread>();
    for (OverloadRow row : rows) {
      served.put(row.load(), row.served());
      p99.put(row.load(), row.p99());
    }
    return List.of(
        Chart.ofRounds("Pages served at multiples of the sustainable rate", "a second", served),
        Chart.ofRounds("Pages that were served, p99", "ms", p99));
  }
}
