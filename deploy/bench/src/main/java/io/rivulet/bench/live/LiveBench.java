package io.rivulet.bench.live;

import io.rivulet.bench.fanout.Accounts;
import io.rivulet.bench.fanout.FanoutStack;
import io.rivulet.bench.fanout.LiveFeed;
import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.machine.Usage;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.local.FanoutAlone;
import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Many who listen, and posts for them.
final class LiveBench implements AutoCloseable {
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /// Between opening and measuring: the catching up of new streams has to be through.
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Settings settings;
  private final BenchOptions options;
  private final PowerLaw graph;
  private final LiveFeed feed;
  private final ReaderAlone reader;
  private final SocketCrowd crowd;
  private final List<Double> residentMegabytes = new ArrayList<>();

  /// What is measured.
  ///
  /// @param connections and accounts
  /// @param followers of an account on average
  /// @param largest followers of the largest author
  /// @param events a second
  /// @param seconds of a round
  /// @param heap of the reader, in MB
  record Settings(
      int connections,
      int followers,
      int largest,
      List<Integer> events,
      int rounds,
      int seconds,
      int heap) {}

  private LiveBench(Settings settings, BenchOptions options) {
    this.settings = settings;
    this.options = options;
    graph = new PowerLaw(settings.connections(), settings.followers(), settings.largest(), 3);
    options.say("Starting Kafka, Redis, a worker and a reader …");
    feed = LiveFeed.open(graph, options::say);
    reader = ReaderAlone.start(stack().folder("reader"), stack().redisServer().uri(), jvm());
    crowd = new SocketCrowd(reader.port());
  }

  private List<String> jvm() {
    return List.of(
        "-Xms" + settings.heap() + "m",
        "-Xmx" + settings.heap() + "m",
        "-XX:+UseG1GC",
        "-XX:+UseCompactObjectHeaders");
  }

  private FanoutStack stack() {
    return feed.stack();
  }

  static void run(Settings settings, BenchOptions options) {
    try (var bench = new LiveBench(settings, options)) {
      bench.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  private void run() throws InterruptedException {
    long began = System.nanoTime();
    crowd.open(
        IntStream.range(0, settings.connections())
            .mapToObj(account -> reader.token(Accounts.id(account)))
            .toList());
    options.say(
        "%,d connections open after %.1f s"
            .formatted(settings.connections(), (System.nanoTime() - began) / 1e9));
    Thread.sleep(IDLE);
    residentMegabytes.add(Usage.residentBytes(reader.pid()) / 1e6);
    List<LiveRow> rows = new ArrayList<>();
    for (int rate : settings.events()) {
      rows.add(measure(rate));
    }
    residentMegabytes.add(Usage.residentBytes(reader.pid()) / 1e6);
    publish(rows);
  }

  private LiveRow measure(int rate) throws InterruptedException {
    try (AutoCloseable _ = feed.posting((double) rate / settings.followers())) {
      options.say("warming up, %,d events/s …".formatted(rate));
      Thread.sleep(WARM_UP);
      var rounds = new ArrayList<Round>();
      for (int i = 0; i < settings.rounds(); i++) {
        Round round = round();
        rounds.add(round);
        options.say(
            "%,.0f events/s, p50 %,d ms, p99 %,d ms"
                .formatted(
                    round.events() / round.seconds(),
                    round.ages().getValueAtPercentile(50),
                    round.ages().getValueAtPercentile(99)));
      }
      return row(rate, rounds);
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LocalException("The feed cannot be stopped: " + e.getMessage(), e);
    }
  }

  /// What processes have used.
  private record Used(double reader, double redis, double worker) {
    Used since(Used before) {
      return new Used(reader - before.reader, redis - before.redis, worker - before.worker);
    }
  }

  private Used used() {
    return new Used(
        Usage.cpuSeconds(reader.pid()),
        Usage.cpuSeconds(stack().redisServer().pid()),
        stack().workers().stream()
            .mapToLong(FanoutAlone::pid)
            .mapToDouble(Usage::cpuSeconds)
            .sum());
  }

  private record Round(long events, double seconds, Histogram ages, Used used) {
    double micros(ToDoubleFunction<Used> part) {
      return part.applyAsDouble(used) * 1e6 / Math.max(1, events);
    }
  }

  private Round round() throws InterruptedException {
    var _ = crowd.takeAges();
    long events = crowd.events();
    Used used = used();
    long began = System.nanoTime();
    Thread.sleep(Duration.ofSeconds(settings.seconds()));
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Round(crowd.events() - events, seconds, crowd.takeAges(), used().since(used));
  }

  private static LiveRow row(int rate, List<Round> rounds) {
    return new LiveRow(
        rate,
        spread(rounds, round -> round.events() / round.seconds()),
        spread(rounds, round -> round.ages().getValueAtPercentile(50)),
        spread(rounds, round -> round.ages().getValueAtPercentile(99)),
        spread(rounds, round -> round.ages().getValueAtPercentile(99.9)),
        spread(rounds, round -> round.micros(Used::reader)),
        spread(rounds, round -> round.micros(Used::redis)),
        spread(rounds, round -> round.micros(Used::worker)));
  }

  private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private void publish(List<LiveRow> rows) {
    if (crowd.lost() > 0) {
      throw new LocalException("%,d connections were lost".formatted(crowd.lost()));
    }
    var table =
        new Table(
            "aimed at",
            "events/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "reader µs",
            "Redis µs",
            "worker µs");
    Map<String, Spread> ages = new LinkedHashMap<>();
    List<Target> targets = new ArrayList<>();
    for (LiveRow row : rows) {
      String rate = String.format(Locale.ROOT, "%,.0f/s", row.wanted());
      table.add(
          rate,
          row.events().text("%,.0f"),
          row.p50().text("%.0f"),
          row.p99().text("%.0f"),
          row.p999().text("%.0f"),
          row.readerMicros().text("%.0f"),
          row.redisMicros().text("%.0f"),
          row.workerMicros().text("%.0f"));
      ages.put(rate + ", p50", row.p50());
      ages.put(rate + ", p99", row.p99());
      if (row.wanted() == 1_000) {
        targets.add(Target.atLeast("events/s that came of 1,000", row.events().median(), 950));
        targets.add(Target.atMost("post → event, p99 ms", row.p99().median(), 100));
      }
    }
    targets.add(Target.atMost("heap of the reader, MB", settings.heap(), 512));
    options.publish(
        new BenchReport(
            "live",
            stack().machine(),
            surroundings(),
            rows,
            targets,
            List.of(Chart.ofRounds("Age of a post when its event comes", "ms", ages))),
        table);
  }

  private Map<String, String> surroundings() {
    return new TreeMap<>(
        Map.of(
            "graph",
            graph.name(),
            "connections",
            Integer.toString(settings.connections()),
            "feed-reader's JVM",
            String.join(" ", jvm()),
            "feed-reader in memory, MB, idle and after",
            "%.0f, %.0f".formatted(residentMegabytes.getFirst(), residentMegabytes.getLast()),
            "rounds",
            "%d of %d s".formatted(settings.rounds(), settings.seconds())));
  }

  @Override
  public void close() {
    crowd.close();
    reader.close();
    feed.close();
  }
}
