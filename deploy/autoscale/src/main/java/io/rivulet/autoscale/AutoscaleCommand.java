package io.rivulet.autoscale;

import io.rivulet.vitals.Scraper;
import io.rivulet.vitals.Targets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `autoscale`
@Command(
    name = "autoscale",
    description = {
      "How many fan-out workers there should be, as a rule: prints it for Prometheus, and what",
      "KEDA or Kubernetes need to follow it; or what it does in a simulated day with an event that",
      "brings ten times as many posts, beside a scaler by lag and a fixed number.",
      "With --record it writes down what the workers of a run tell, and with --replay it says what",
      "the rule would have done there."
    },
    mixinStandardHelpOptions = true)
public final class AutoscaleCommand implements Runnable {
  private static final int SEEDS = 5;

  /// As Prometheus looks.
  private static final Duration EVERY = Duration.ofSeconds(15);

  @Spec private CommandSpec spec = CommandSpec.create();

  /// What is printed.
  enum Print {
    rules,
    keda,
    hpa,
    day
  }

  @Option(
      names = "--print",
      paramLabel = "WHAT",
      description = "rules, keda, hpa or day. Default: ${DEFAULT-VALUE}")
  private Print print = Print.rules;

  @Option(names = "--partitions", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
  private int partitions = 64;

  @Option(
      names = "--least",
      paramLabel = "N",
      description = "Workers at least. Default: ${DEFAULT-VALUE}")
  private int least = 2;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "Workers at most, no more than partitions. Default: as many")
  private int most;

  @Option(
      names = "--per-worker",
      paramLabel = "N",
      description =
          "Deliveries a second of one worker at full load, see `bench fanout`. Default: ${DEFAULT-VALUE}")
  private double perWorker = 100_000;

  @Option(
      names = "--utilisation",
      paramLabel = "SHARE",
      description =
          "Of that, what it gets while nothing waits, 0.1 to 0.95. Default: ${DEFAULT-VALUE}")
  private double utilisation = 0.6;

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      description = "In which what waits is to be done, such as PT60S. Default: ${DEFAULT-VALUE}")
  private Duration drain = Duration.ofSeconds(60);

  @Option(
      names = "--target",
      paramLabel = "TIME",
      description =
          "Age of the oldest undelivered post above which one step more is asked for."
              + " Default: ${DEFAULT-VALUE}")
  private Duration target = Duration.ofSeconds(30);

  @Option(
      names = "--calm",
      paramLabel = "TIME",
      description =
          "How long fewer must have been enough before there are fewer. Default: ${DEFAULT-VALUE}")
  private Duration calm = Duration.ofMinutes(10);

  @Option(
      names = "--mean",
      paramLabel = "N",
      description = "With day: deliveries a second on average. Default: that of two workers")
  private double mean;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes a trace of the services of --targets, until --last is over")
  private @Nullable Path record;

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      description =
          "With record: admin ports, as Prometheus reads them; targets.json of a run's data")
  private @Nullable Path targets;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      description = "With record. Default: ${DEFAULT-VALUE}")
  private Duration last = Duration.ofMinutes(10);

  @Option(names = "--replay", paramLabel = "FILE", description = "What the rule says of a trace")
  private @Nullable Path replay;

  @Option(names = "--seed", paramLabel = "N", description = "With day. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (record != null) {
      record(record, out);
      return;
    }
    ScalingSettings settings = settings();
    if (replay != null) {
      replay(replay, settings, out);
      return;
    }
    Manifests manifests = new Manifests(settings);
    switch (print) {
      case rules -> out.print(manifests.rules());
      case keda -> out.print(manifests.scaledObject());
      case hpa -> out.print(manifests.podAutoscaler());
      case day -> day(settings, out);
    }
    out.flush();
  }

  private void record(Path file, PrintWriter out) {
    Path services = targets;
    if (services == null) {
      throw new ParameterException(spec.commandLine(), "--record: --targets is missing");
    }
    try (Scraper scraper = new Scraper(() -> Targets.read(services), () -> null)) {
      new Recorder(scraper, file, out).record(last, EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--targets: " + e.getMessage(), e);
    }
    out.printf("what the rule says of it: deploy/rivulet autoscale --replay %s%n", file);
    out.flush();
  }

  /// Each look at which the number changes, and the last.
  private void replay(Path file, ScalingSettings settings, PrintWriter out) {
    Trace trace;
    try {
      trace = Trace.read(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--replay: " + e.getMessage(), e);
    }
    out.println("| s | deliveries/s that come in | that wait | oldest s | there are | should be |");
    out.println("|---|---|---|---|---|---|");
    List<Trace.Answer> answers = trace.replay(settings);
    int before = 0;
    for (Trace.Answer answer : answers) {
      if (answer.workers() != before || answer.equals(answers.getLast())) {
        out.printf(
            Locale.ROOT,
            "| %d | %,.0f | %,.0f | %.1f | %d | %d |%n",
            answer.second(),
            answer.seen().demand(),
            answer.seen().backlog(),
            answer.seen().oldestSeconds(),
            answer.seen().workers(),
            answer.workers());
      }
      before = answer.workers();
    }
    out.flush();
  }

  private ScalingSettings settings() {
    try {
      return new ScalingSettings(
          partitions,
          least,
          most == 0 ? partitions : most,
          perWorker,
          utilisation,
          drain,
          target,
          calm);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--" + String.valueOf(e.getMessage()).replace("perWorker", "per-worker"),
          e);
    }
  }

  private void day(ScalingSettings settings, PrintWriter out) {
    double average = mean > 0 ? mean : 2 * settings.perWorker();
    int peak = settings.steps().getLast();
    out.printf(
        Locale.ROOT,
        "A day of %,.0f deliveries/s on average, an event of ten times for half an hour; %d days, seeds %d to %d%n%n",
        average,
        SEEDS,
        seed,
        seed + SEEDS - 1);
    out.println(
        "| who says how many | oldest s | older than 10 s | worker hours | of them needed | changes | up again within 10 min |");
    out.println("|---|---|---|---|---|---|---|");
    row("the rule", settings, average, Kind.RULE, out);
    row("by lag, one for each second's work", settings, average, Kind.LAG, out);
    row("by lag, one for each ten seconds' work", settings, average, Kind.LONG_LAG, out);
    row("always " + peak, settings, average, Kind.FIXED, out);
  }

  private enum Kind {
    RULE,
    LAG,
    LONG_LAG,
    FIXED
  }

  private Day.Scaler scaler(ScalingSettings settings, Kind kind) {
    return switch (kind) {
      case RULE -> Scalers.rule(settings);
      case LAG -> Scalers.byLag(settings, settings.perWorker());
      case LONG_LAG -> Scalers.byLag(settings, 10 * settings.perWorker());
      case FIXED -> Scalers.fixed(settings.steps().getLast());
    };
  }

  /// The worst of the days of each figure, but hours and changes on average.
  private void row(
      String name, ScalingSettings settings, double average, Kind kind, PrintWriter out) {
    List<Day.Outcome> days =
        LongStream.range(seed, seed + SEEDS)
            .mapToObj(one -> new Day(settings, average, one).of(scaler(settings, kind)))
            .toList();
    double hours = days.stream().mapToDouble(Day.Outcome::workerHours).average().orElse(0);
    double needed = days.stream().mapToDouble(Day.Outcome::neededHours).average().orElse(0);
    out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.2f %% | %.0f | %.0f %% | %.1f | %.1f |%n",
        name,
        days.stream().mapToDouble(Day.Outcome::oldestSeconds).max().orElse(0),
        days.stream().mapToDouble(Day.Outcome::lateShare).max().orElse(0) * 100,
        hours,
        needed / hours * 100,
        days.stream().mapToInt(Day.Outcome::changes).average().orElse(0),
        days.stream().mapToInt(Day.Outcome::turns).average().orElse(0));
  }
}
