package io.rivulet.bench.ceiling;

import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.local.Reporter;
import io.rivulet.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Fills a Redis and measures one way to deliver after the other.
final class CeilingBench {
  static final long SEED = 7;

  private static final long FIRST_VIEWER = 110_000_000_000_000_000L;
  private static final long FIRST_GROWING = 120_000_000_000_000_000L;
  private static final List<Integer> GROWING = List.of(20, 50, 100, 200, 400, 700);
  private static final int GROWING_TIMELINES = 5_000;
  private static final double LATE = 0.05;

  /// Shards of a call under load.
  private static final int FEW = 4;

  private static final List<Deliver.Shape> SHAPES =
      List.of(
          new Deliver.Shape(1, 1, 0),
          new Deliver.Shape(10, 1, 0),
          new Deliver.Shape(100, 1, 0),
          new Deliver.Shape(1_000, 1, 0),
          new Deliver.Shape(100, 1, 0, FEW),
          new Deliver.Shape(100, 1, LATE),
          new Deliver.Shape(100, 8, 0, FEW));

  private final Redis redis;
  private final int port;
  private final Ceiling ceiling;
  private final Reporter reporter;
  private final List<GrowingRow> growing = new ArrayList<>();
  private final List<CeilingRow> rows = new ArrayList<>();
  private final List<Chart.Series> ours = new ArrayList<>();
  private final List<Chart.Series> peers = new ArrayList<>();

  CeilingBench(Redis redis, int port, Ceiling ceiling, Reporter reporter) {
    this.redis = redis;
    this.port = port;
    this.ceiling = ceiling;
    this.reporter = reporter;
  }

  /// Measures our script.
  ///
  /// @return bytes an entry that the timelines took when they were filled, all overhead in
  double measure(int timelines) {
    reporter.say("Filling %,d home timelines …".formatted(timelines));
    long[] viewers = LongStream.range(FIRST_VIEWER, FIRST_VIEWER + timelines).toArray();
    Homes homes = Homes.takeOver(redis, viewers);
    long before = usedMemory();
    Clock clock = SteadyTimelines.fill(port, homes, SEED);
    long entries = SteadyTimelines.entries(port, viewers);
    double bytes = (double) (usedMemory() - before) / entries;
    reporter.say("%,d entries of %.2f bytes".formatted(entries, bytes));
    for (Deliver.Shape shape : SHAPES) {
      String name = name(shape);
      note(name, shape.timelines(), shape.entries(), ceiling.deliver(homes, clock, shape), ours);
    }
    return bytes;
  }

  /// Measures what timelines take that are not full yet.
  void measureGrowing() {
    long first = FIRST_GROWING;
    for (int entries : GROWING) {
      long[] viewers = LongStream.range(first, first + GROWING_TIMELINES).toArray();
      first += GROWING_TIMELINES;
      long before = usedMemory();
      SteadyTimelines.grow(redis, port, viewers, entries);
      double bytes = (double) (usedMemory() - before) / SteadyTimelines.entries(port, viewers);
      growing.add(new GrowingRow(entries, bytes));
    }
  }

  private static String name(Deliver.Shape shape) {
    String name = shape.timelines() + " a call";
    if (shape.shards() > 0) {
      name += ", of " + shape.shards() + " shards";
    }
    if (shape.late() > 0) {
      return name + String.format(Locale.ROOT, ", %.0f %% late", shape.late() * 100);
    }
    return shape.entries() > 1 ? name + ", " + shape.entries() + " entries a visit" : name;
  }

  /// Measures the commands of others.
  void measurePeers(int timelines) {
    reporter.say("Filling %,d sorted sets and lists …".formatted(timelines));
    note("Mastodon's six", 1, 1, ceiling.peer(Peer.MASTODON, timelines), peers);
    note("LPUSH, LTRIM", 1, 1, ceiling.peer(Peer.LIST, timelines), peers);
  }

  private void note(
      String name,
      int timelines,
      int entries,
      List<Ceiling.Round> measured,
      List<Chart.Series> series) {
    Spread rate = Spread.of(measured.stream().map(round -> round.pace().rate()).toList());
    Spread cpu = Spread.of(measured.stream().map(Ceiling.Round::cpuMicros).toList());
    rows.add(new CeilingRow(name, timelines, entries, rate, cpu));
    series.add(new Chart.Series(name, points(measured)));
    reporter.say("%s: %s deliveries/s".formatted(name, rate.text("%,.0f")));
  }

  private static List<Chart.Point> points(List<Ceiling.Round> measured) {
    var points = new ArrayList<Chart.Point>();
    double began = 0;
    for (Ceiling.Round round : measured) {
      for (Pace.Sample sample : round.pace().samples()) {
        points.add(new Chart.Point(began + sample.at(), sample.rate()));
      }
      began += round.pace().seconds();
    }
    return points;
  }

  private long usedMemory() {
    return redis
        .await(redis.commands().info("memory"))
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .sum();
  }

  List<CeilingRow> rows() {
    return rows;
  }

  List<GrowingRow> growing() {
    return growing;
  }

  List<Chart> charts() {
    var charts = new ArrayList<Chart>();
    charts.add(new Chart("Our script, throughput over time", "s", "deliveries/s", ours));
    if (!peers.isEmpty()) {
      charts.add(new Chart("Others' commands", "s", "deliveries/s", peers));
    }
    return charts;
  }
}
