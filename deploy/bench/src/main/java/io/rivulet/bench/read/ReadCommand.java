package io.rivulet.bench.read;

import io.rivulet.bench.Workbench;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Machine;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench read`
@Command(
    name = "read",
    description = {
      "How many home timelines are read a second over HTTP, and how long a read takes at fixed rates",
      "(from when it was to begin, whether or not the reader kept up). The client shares the cores;",
      "what it takes itself is shown. The same bytes as a file of nginx are the ceiling; by a bare",
      "Jetty, without and with a round trip to Redis, they tell what the reader's parts take alone."
    },
    mixinStandardHelpOptions = true)
public final class ReadCommand implements Runnable {
  private static final String RATE = "2,000/s";
  private static final Set<ReadKind> LIVE = EnumSet.of(ReadKind.live, ReadKind.mix);
  private static final Set<ReadKind> FILLED = EnumSet.complementOf(EnumSet.copyOf(LIVE));

  @Mixin private BenchOptions options = new BenchOptions();
  @Mixin private ReaderOptions reader = new ReaderOptions();

  @Option(
      names = "--followees",
      paramLabel = "N",
      description = "Whom each viewer follows, 10 to 5000. Default: ${DEFAULT-VALUE}")
  private int followees = 200;

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "Of an author on average, 5 to 800. Default: ${DEFAULT-VALUE}")
  private int posts = 10;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Of the load that finds the maximum, 1 to 1000. Default: ${DEFAULT-VALUE}")
  private int connections = 32;

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      description = "Requests a second, 1 to 100000. Default: 500,2000")
  private List<Double> rates = List.of(500.0, 2_000.0);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Of a round, 1 to 60. Default: ${DEFAULT-VALUE}")
  private int seconds = 5;

  @Option(
      names = "--nginx-workers",
      paramLabel = "N",
      description = "Processes of nginx that serve, 1 to 64. Default: ${DEFAULT-VALUE}")
  private int workers = 2;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description = "What is measured: ${COMPLETION-CANDIDATES}. Default: all of it")
  private Set<ReadKind> kinds = EnumSet.allOf(ReadKind.class);

  @Override
  public void run() {
    var crowd = new CrowdSettings(reader.viewers(), reader.authors(), followees, posts);
    var settings =
        new ReadSettings(
            options.rounds(),
            Duration.ofSeconds(seconds),
            reader.warmUp(),
            connections,
            rates,
            workers,
            reader.jvm());
    List<ReadRow> rows = new ArrayList<>();
    List<Target> targets = new ArrayList<>();
    List<Machine> machines = new ArrayList<>();
    if (!Collections.disjoint(kinds, FILLED)) {
      machines.add(filled(crowd, settings, rows, targets));
    }
    if (!Collections.disjoint(kinds, LIVE)) {
      machines.add(live(settings, rows));
    }
    var table = new Table(ReadRow.TITLES);
    rows.forEach(row -> table.add(row.cells()));
    options.publish(
        new BenchReport(
            "read", machines.getFirst(), described(crowd, settings), rows, targets, charts(rows)),
        table);
  }

  /// What needs no more than a Redis that was filled, and a reader.
  private Machine filled(
      CrowdSettings crowd, ReadSettings settings, List<ReadRow> rows, List<Target> targets) {
    try (Workbench bench = Workbench.open()) {
      var reads = new ReadBench(bench, new Crowd(crowd), settings, options::say);
      ReadRow nginx = null;
      if (kinds.contains(ReadKind.first)) {
        reads.firstPages();
        nginx = reads.sameBytesAsFile();
      }
      if (kinds.contains(ReadKind.parts)) {
        reads.sameBytesByTheParts();
      }
      others(reads);
      rows.addAll(reads.rows());
      targets.addAll(targets(reads.rows(), nginx));
      return bench.machine();
    }
  }

  /// What needs a feed that lives.
  private Machine live(ReadSettings settings, List<ReadRow> rows) {
    try (var reads = new LiveReads(settings, options::say)) {
      if (kinds.contains(ReadKind.live)) {
        reads.besideFanOut();
      }
      if (kinds.contains(ReadKind.mix)) {
        reads.mix();
      }
      rows.addAll(reads.rows());
      return reads.machine();
    }
  }

  private void others(ReadBench reads) {
    if (kinds.contains(ReadKind.deep)) {
      reads.deepPages();
    }
    if (kinds.contains(ReadKind.rebuilds)) {
      reads.rebuilds();
    }
    if (kinds.contains(ReadKind.pulled)) {
      reads.pulledAuthors();
    }
  }

  private static List<Target> targets(List<ReadRow> rows, @Nullable ReadRow nginx) {
    var targets = new ArrayList<Target>();
    if (rows.isEmpty() || !rows.getFirst().what().equals("home")) {
      return targets;
    }
    double maximum = rows.getFirst().perSecond().median();
    targets.add(Target.atLeast("home pages/s", maximum, 8_000));
    for (ReadRow row : rows) {
      if (row.what().equals("home") && row.load().equals(RATE)) {
        targets.add(Target.atMost("p50 ms at " + RATE, row.p50().median(), 1));
        targets.add(Target.atMost("p99 ms at " + RATE, row.p99().median(), 5));
      }
    }
    if (nginx != null) {
      targets.add(
          Target.atLeast(
              "against the same bytes as a file of nginx",
              maximum / nginx.perSecond().median(),
              0.2));
    }
    return targets;
  }

  private static Map<String, String> described(CrowdSettings crowd, ReadSettings settings) {
    var described = new TreeMap<String, String>();
    described.put(
        "rounds", "%d of %d s".formatted(settings.rounds(), settings.round().toSeconds()));
    described.put(
        "warm-up",
        "each viewer once, then %d s at the maximum".formatted(settings.warmUp().toSeconds()));
    described.put(
        "connections",
        "%d, open load %d".formatted(settings.connections(), ReadBench.OPEN_CONNECTIONS));
    described.put("open load", "exponential times between requests");
    described.put(
        "population",
        "%,d viewers who follow %,d of %,d authors, %,d posts, a tenth of them boosts, seed %d"
            .formatted(
                crowd.viewers(),
                crowd.followees(),
                crowd.authors(),
                crowd.published(),
                Crowd.SEED));
    described.put("page", Integer.toString(HomeRequests.PAGE));
    described.put("nginx", settings.workers() + " workers, sendfile, open_file_cache");
    described.put("feed-reader's JVM", String.join(" ", settings.jvm()));
    return described;
  }

  private static List<Chart> charts(List<ReadRow> rows) {
    var perSecond = new LinkedHashMap<String, Spread>();
    var p50 = new LinkedHashMap<String, Spread>();
    var p99 = new LinkedHashMap<String, Spread>();
    for (ReadRow row : rows) {
      if (row.load().equals("maximum")) {
        perSecond.put(row.what(), row.perSecond());
      } else {
        p50.put(row.what() + ", " + row.load(), row.p50());
        p99.put(row.what() + ", " + row.load(), row.p99());
      }
    }
    return List.of(
        Chart.ofRounds("Requests, as many as possible", "a second", perSecond),
        Chart.ofRounds("A read at fixed rates, p50", "ms", p50),
        Chart.ofRounds("A read at fixed rates, p99", "ms", p99));
  }
}
