package io.rivulet.bench.jmh;

import io.rivulet.bench.QuietLog;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Machine;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.local.LocalException;
import io.rivulet.servers.DataFolder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench jmh`
@Command(
    name = "jmh",
    description = {
      "The inner loops under JMH: planning, chunks of followers, deliveries' records, merging of",
      "timelines, splicing of a page."
    },
    mixinStandardHelpOptions = true)
public final class JmhCommand implements Runnable {
  private static final int MAX_FORKS = 10;
  private static final int MAX_SECONDS = 60;
  private static final String[] JVM = {
    "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"
  };

  @Mixin private BenchOptions options = new BenchOptions();

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = ".*",
      description =
          "Regular expression of the benchmarks to run, such as Chunk or PlanBenchmark.scan."
              + " Default: all")
  private String pattern = ".*";

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs one after the other, 1 to 10. Default: ${DEFAULT-VALUE}")
  private int forks = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "Of each round and each of two rounds before, 1 to 60. Default: ${DEFAULT-VALUE}")
  private int seconds = 1;

  @Override
  public void run() {
    BenchOptions.require("forks", forks, 1, MAX_FORKS);
    BenchOptions.require("seconds", seconds, 1, MAX_SECONDS);
    Collection<RunResult> results;
    try (DataFolder folder = DataFolder.open(Optional.empty(), "The benchmark")) {
      results = results(QuietLog.option(folder.path()));
    }
    if (results.isEmpty()) {
      throw new LocalException("No benchmark is called like " + pattern);
    }
    List<JmhRow> rows = results.stream().map(JmhCommand::row).toList();
    options.publish(
        new BenchReport(
            "jmh", Machine.here("not used"), settings(), rows, List.of(), charts(results)),
        table(rows));
  }

  private Collection<RunResult> results(String logging) {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(Pattern.compile(pattern).pattern())
                  .forks(forks)
                  .warmupIterations(2)
                  .warmupTime(TimeValue.seconds(seconds))
                  .measurementIterations(options.rounds())
                  .measurementTime(TimeValue.seconds(seconds))
                  .jvmArgs(Stream.concat(Stream.of(JVM), Stream.of(logging)).toArray(String[]::new))
                  .build())
          .run();
    } catch (PatternSyntaxException e) {
      throw new LocalException("No regular expression: " + e.getMessage(), e);
    } catch (RunnerException e) {
      throw new LocalException("JMH cannot run %s: %s".formatted(pattern, e.getMessage()), e);
    }
  }

  private Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "forks", Integer.toString(forks),
            "rounds", Integer.toString(options.rounds()),
            "seconds a round", Integer.toString(seconds),
            "JVM", String.join(" ", JVM)));
  }

  private static JmhRow row(RunResult result) {
    var primary = result.getPrimaryResult();
    return new JmhRow(
        name(result.getParams()),
        parameters(result.getParams()),
        primary.getScore(),
        primary.getScoreError(),
        primary.getScoreUnit());
  }

  private static String name(BenchmarkParams benchmark) {
    String[] parts = benchmark.getBenchmark().split("\\.", -1);
    return parts[parts.length - 2] + "." + parts[parts.length - 1];
  }

  private static String parameters(BenchmarkParams benchmark) {
    return benchmark.getParamsKeys().stream()
        .map(key -> key + "=" + benchmark.getParam(key))
        .collect(Collectors.joining(" "));
  }

  /// One for each unit.
  private static List<Chart> charts(Collection<RunResult> results) {
    var byUnit = new TreeMap<String, Map<String, Spread>>();
    for (RunResult result : results) {
      String name = name(result.getParams()) + " " + parameters(result.getParams());
      byUnit
          .computeIfAbsent(result.getPrimaryResult().getScoreUnit(), _ -> new LinkedHashMap<>())
          .put(
              name.strip(),
              Spread.of(
                  result.getBenchmarkResults().stream()
                      .flatMap(fork -> fork.getIterationResults().stream())
                      .map(IterationResult::getPrimaryResult)
                      .map(round -> round.getScore())
                      .toList()));
    }
    return byUnit.entrySet().stream()
        .map(unit -> Chart.ofRounds("Time of one operation", unit.getKey(), unit.getValue()))
        .toList();
  }

  private static Table table(List<JmhRow> rows) {
    var table = new Table("benchmark", "with", "time", "± 99.9 %", "unit");
    for (JmhRow row : rows) {
      table.add(
          row.benchmark(), row.parameters(), text(row.score()), text(row.error()), row.unit());
    }
    return table;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
