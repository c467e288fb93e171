package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Table;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.FanoutAlone;
import io.rivulet.repartition.Finished;
import io.rivulet.repartition.Repartition;
import io.rivulet.repartition.RepartitionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Fills a system and adds partitions to it.
final class RepartitionBench {
  private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");

  /// What there is, and what there is to be.
  record Settings(int posts, int from, int partitions) {}

  private RepartitionBench() {}

  static void run(FollowGraph graph, Settings settings, BenchOptions options) {
    try (FanoutStack stack =
        FanoutStack.open(settings.from(), new FanoutAlone.Settings(JVM, 2, "none"))) {
      var _ = stack.startWorker();
      fill(stack, graph, settings.posts(), options);
      List<RepartitionRow> rows = add(stack, settings.partitions(), options);
      options.publish(
          new BenchReport(
              "repartition",
              stack.machine(),
              surroundings(graph, settings),
              rows,
              List.of(),
              List.of()),
          table(rows));
    }
  }

  private static void fill(FanoutStack stack, FollowGraph graph, int count, BenchOptions options) {
    var population = new Population(stack, graph, options::say);
    population.join();
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 20)) {
      var posts = new Posts(log);
      var random = new Random(7);
      for (int i = 0; i < count; i++) {
        var _ = posts.publish(random.nextInt(graph.accounts()));
      }
    }
    population.settle(graph.accounts() + graph.follows() + count);
  }

  private static List<RepartitionRow> add(FanoutStack stack, int partitions, BenchOptions options) {
    // Nobody publishes here, so nobody is waited for.
    var settings =
        new RepartitionSettings(
            "feed-fanout", partitions, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2));
    try (var repartition =
        new Repartition(
            KafkaSettings.of(stack.kafka().bootstrapServers()),
            settings,
            stack.redis(),
            line -> {
              options.say(line);
              if (line.equals("COPYING")) {
                stack.workers().forEach(FanoutAlone::close);
              }
            })) {
      return repartition.run().stream().map(RepartitionBench::row).toList();
    }
  }

  private static RepartitionRow row(Finished finished) {
    return new RepartitionRow(
        finished.work(),
        finished.seconds(),
        finished.offsets(),
        finished.moved(),
        finished.bytes());
  }

  private static Map<String, String> surroundings(FollowGraph graph, Settings settings) {
    var surroundings = new TreeMap<String, String>();
    surroundings.put("graph", graph.name());
    surroundings.put("posts", Integer.toString(settings.posts()));
    surroundings.put(
        "partitions", "from %d to %d".formatted(settings.from(), settings.partitions()));
    return surroundings;
  }

  private static Table table(List<RepartitionRow> rows) {
    var table = new Table("work", "s", "offsets", "offsets/s", "records moved", "MB moved");
    for (RepartitionRow row : rows) {
      table.add(
          row.work(),
          String.format(Locale.ROOT, "%.1f", row.seconds()),
          String.format(Locale.ROOT, "%,d", row.offsets()),
          String.format(Locale.ROOT, "%,.0f", (double) row.offsets() / row.seconds()),
          String.format(Locale.ROOT, "%,d", row.moved()),
          String.format(Locale.ROOT, "%,.1f", (double) row.bytes() / 1e6));
    }
    table.add(
        "all",
        String.format(
            Locale.ROOT, "%.1f", rows.stream().mapToDouble(RepartitionRow::seconds).sum()),
        "",
        "",
        "",
        "");
    return table;
  }
}
