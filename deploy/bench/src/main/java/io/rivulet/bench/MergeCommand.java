package io.rivulet.bench;

import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
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

/// `bench merge`
@Command(
    name = "merge",
    description = {
      "How long the first page takes of a viewer who follows large authors, whose timelines are",
      "merged in when he reads; and how many commands and round trips to Redis it costs."
    },
    mixinStandardHelpOptions = true)
final class MergeCommand implements Runnable {
  private static final int MAX_PULLED = 200;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--pulled",
      paramLabel = "N",
      split = ",",
      description = "How many large authors are followed. Default: 0,1,5,50")
  private List<Integer> pulled = List.of(0, 1, 5, 50);

  @Override
  public void run() {
    int rounds = options.rounds();
    pulled.forEach(number -> BenchOptions.require("pulled", number, 0, MAX_PULLED));
    try (Workbench bench = Workbench.open();
        SlowLink link = SlowLink.open(bench.redisPort())) {
      var merge = new MergeBench(bench, link, rounds, options::say);
      var rows = new ArrayList<MergeRow>();
      pulled.forEach(number -> rows.addAll(merge.measure(number)));
      options.publish(
          new BenchReport(
              "merge", bench.machine(), settings(rounds), rows, List.of(), charts(rows)),
          table(rows));
    } catch (IOException e) {
      throw new LocalException("Round trips cannot be counted: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> settings(int rounds) {
    return new TreeMap<>(
        Map.of(
            "rounds", Integer.toString(rounds),
            "pages a round", Integer.toString(MergeBench.VIEWERS * MergeBench.PASSES),
            "viewers", Integer.toString(MergeBench.VIEWERS),
            "pushed authors followed", Integer.toString(MergeBench.PUSHED),
            "entries of each author", Integer.toString(MergeBench.ENTRIES),
            "pause before a cold page", MergeBench.COOLING.toMillis() + " ms",
            "link for round trips", MergeBench.LINK_DELAY.toMillis() + " ms an answer",
            "page", Integer.toString(HomeReads.PAGE),
            "feed-reader's JVM", String.join(" ", Workbench.READER_JVM)));
  }

  private static List<Chart> charts(List<MergeRow> rows) {
    var p50 = new LinkedHashMap<String, Spread>();
    rows.forEach(row -> p50.put(row.pulled() + " pulled, " + row.cache(), row.httpP50()));
    return List.of(Chart.ofRounds("First page over HTTP, p50", "ms", p50));
  }

  private static Table table(List<MergeRow> rows) {
    var table =
        new Table("pulled", "cache", "HTTP p50 ms", "HTTP p99 ms", "commands", "round trips");
    for (MergeRow row : rows) {
      table.add(
          Integer.toString(row.pulled()),
          row.cache(),
          row.httpP50().text(),
          row.httpP99().text(),
          String.format(Locale.ROOT, "%.1f", row.commands()),
          String.format(Locale.ROOT, "%.1f", row.roundTrips()));
    }
    return table;
  }
}
