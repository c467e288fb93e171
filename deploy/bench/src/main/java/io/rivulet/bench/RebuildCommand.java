package io.rivulet.bench;

import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench rebuild`
@Command(
    name = "rebuild",
    description = {
      "How long feed-reader takes to make a home timeline anew: the rebuild itself by its own clock,",
      "and the whole request over HTTP. The ceilings are what a bare loop takes to read as many",
      "bytes as the rebuild did, and all that the authors have."
    },
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Runnable {
  private static final int MAX_FOLLOWEES = 20_000;
  private static final int MAX_ENTRIES = 800;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--followees",
      paramLabel = "N",
      split = ",",
      description = "How many are followed. Default: 200,5000")
  private List<Integer> followees = List.of(200, 5_000);

  @Option(
      names = "--entries",
      paramLabel = "N",
      split = ",",
      description = "How many entries each of them has. Default: 20,800")
  private List<Integer> entries = List.of(20, 800);

  @Override
  public void run() {
    int rounds = options.rounds();
    followees.forEach(number -> BenchOptions.require("followees", number, 1, MAX_FOLLOWEES));
    entries.forEach(number -> BenchOptions.require("entries", number, 1, MAX_ENTRIES));
    try (Workbench bench = Workbench.open()) {
      var rebuild = new RebuildBench(bench, rounds, options::say);
      var rows = new ArrayList<RebuildRow>();
      for (int authors : followees) {
        for (int each : entries) {
          rows.add(rebuild.measure(authors, each));
        }
      }
      options.publish(
          new BenchReport(
              "rebuild", bench.machine(), settings(rounds), rows, targets(rows), charts(rows)),
          table(rows));
    } catch (IOException e) {
      throw new LocalException("The ceiling cannot be measured: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> settings(int rounds) {
    return new TreeMap<>(
        Map.of(
            "rounds", Integer.toString(rounds),
            "rebuilds a round", Integer.toString(RebuildBench.SAMPLES),
            "rebuilds before", Integer.toString(RebuildBench.WARM_UP),
            "viewers", Integer.toString(RebuildBench.VIEWERS),
            "page", Integer.toString(HomeReads.PAGE),
            "feed-reader's JVM", String.join(" ", Workbench.READER_JVM)));
  }

  /// What step 2 promised, of the worst round.
  private static List<Target> targets(List<RebuildRow> rows) {
    return rows.stream()
        .map(
            row ->
                Target.atMost(
                    "rebuild p99 ms, %d followees with %d entries"
                        .formatted(row.followees(), row.entries()),
                    row.rebuildP99().max(),
                    row.followees() <= 200 ? 10 : 100))
        .toList();
  }

  private static List<Chart> charts(List<RebuildRow> rows) {
    var p50 = new LinkedHashMap<String, Spread>();
    var p99 = new LinkedHashMap<String, Spread>();
    for (RebuildRow row : rows) {
      String name = row.followees() + " × " + row.entries();
      p50.put(name, row.rebuildP50());
      p99.put(name, row.rebuildP99());
    }
    return List.of(
        Chart.ofRounds("Rebuild, p50", "ms", p50), Chart.ofRounds("Rebuild, p99", "ms", p99));
  }

  private static Table table(List<RebuildRow> rows) {
    var table =
        new Table(
            "followees",
            "entries each",
            "rebuild p50 ms",
            "rebuild p99 ms",
            "HTTP p50 ms",
            "HTTP p99 ms",
            "MB sent",
            "as many raw p50 ms",
            "MB in all",
            "all raw p50 ms");
    for (RebuildRow row : rows) {
      table.add(
          Integer.toString(row.followees()),
          Integer.toString(row.entries()),
          row.rebuildP50().text(),
          row.rebuildP99().text(),
          row.httpP50().text(),
          row.httpP99().text(),
          megabytes(row.bytes()),
          row.sameBytesP50().text(),
          megabytes(row.wholeBytes()),
          row.wholeP50().text());
    }
    return table;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / 1e6);
  }
}
