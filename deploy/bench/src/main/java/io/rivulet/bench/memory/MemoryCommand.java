package io.rivulet.bench.memory;

import io.rivulet.bench.Workbench;
import io.rivulet.bench.ceiling.SteadyTimelines;
import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Machine;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench memory`
@Command(
    name = "memory",
    description = {
      "How many bytes an entry and a user take in Redis, a follow, a post and an account in the",
      "state stores, and a delivery in Kafka: filled by the product's own writers."
    },
    mixinStandardHelpOptions = true)
public final class MemoryCommand implements Runnable {
  private static final long SEED = 7;
  private static final int MAX_TIMELINES = 1_000_000;
  private static final int MAX_ACCOUNTS = 1_000_000;
  private static final Duration SEEDED = Duration.ofSeconds(10);
  private static final Duration YEARS = Duration.ofDays(5 * 365);
  private static final double EDGE_BYTES = 12;
  private static final double ENTRY_BYTES = 12;
  private static final double DELIVERY_BYTES = 8;
  private static final int FAN_OUT = 100;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--timelines",
      paramLabel = "N",
      description =
          "Home timelines in Redis, 0 to 1000000; 0 leaves Redis out. Default: ${DEFAULT-VALUE}")
  private int timelines = 100_000;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description =
          "Accounts of the graph in the state stores, 200 to 1000000; 0 leaves stores and Kafka"
              + " out. Default: ${DEFAULT-VALUE}")
  private int accounts = 100_000;

  @Option(
      names = "--followers",
      paramLabel = "N",
      description =
          "Mean followers of an account, 1 to half the accounts. Default: ${DEFAULT-VALUE}")
  private int followers = 100;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the topics, 1 to 1024; the stores of one are filled. Default:"
              + " ${DEFAULT-VALUE}")
  private int partitions = 8;

  private final List<StoreRow> stores = new ArrayList<>();
  private final List<WireRow> wire = new ArrayList<>();
  private final List<RedisRow> redis = new ArrayList<>();

  /// Everything that was found.
  record Found(List<RedisRow> redis, List<StoreRow> stores, List<WireRow> kafka) {}

  @Override
  public void run() {
    BenchOptions.require("timelines", timelines, 0, MAX_TIMELINES);
    BenchOptions.require("accounts", accounts, 0, MAX_ACCOUNTS);
    BenchOptions.require("partitions", partitions, 1, 1_024);
    Machine machine = timelines > 0 ? fillRedis() : Machine.here("not used");
    if (accounts > 0) {
      BenchOptions.require("accounts", accounts, 200, MAX_ACCOUNTS);
      BenchOptions.require("followers", followers, 1, accounts / 2);
      fillStores();
    }
    options.publish(
        new BenchReport(
            "memory",
            machine,
            settings(),
            List.of(new Found(redis, stores, wire)),
            targets(),
            List.of(Chart.ofRounds("Bytes", "bytes", bytes()))),
        redisTable(),
        storeTable(),
        wireTable());
  }

  private RedisRow homes() {
    return redis.stream()
        .filter(row -> row.keyspace().equals(RedisBench.HOMES))
        .findFirst()
        .orElseThrow();
  }

  private Machine fillRedis() {
    options.say("%,d home timelines: filling Redis …".formatted(timelines));
    try (Workbench bench = Workbench.open()) {
      Homes homes = (redis, some) -> SteadyTimelines.fill(redis, bench.redisPort(), some, SEED);
      long[] viewers = AccountIds.over(timelines, SEEDED, SEED);
      redis.addAll(new RedisBench(bench.redis(), homes, viewers, options::say, SEED).measure());
      return bench.machine();
    }
  }

  private void fillStores() {
    PowerLaw graph = new PowerLaw(accounts, followers, accounts / 2, SEED);
    options.say(
        "%,d accounts, %,d follows: filling the stores of one partition of %d …"
            .formatted(accounts, graph.edges(), partitions));
    StoreBench bench = new StoreBench(graph, partitions, SEED);
    stores.addAll(bench.edges("seeded", SEEDED));
    options.say("accounts registered in %s: filled".formatted(SEEDED));
    stores.addAll(bench.edges("years", YEARS));
    options.say("accounts registered in %s: filled".formatted(YEARS));
    stores.addAll(bench.authors());
    stores.add(bench.likes());
    WireBench kafka = new WireBench(graph, partitions, SEED);
    int fanOut = Math.min(FAN_OUT, accounts / 2);
    wire.addAll(kafka.measure("seeded", SEEDED, fanOut));
    wire.addAll(kafka.measure("seeded", SEEDED, 0));
    wire.addAll(kafka.measure("years", YEARS, fanOut));
  }

  private Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "seed", Long.toString(SEED),
            "timelines", Integer.toString(timelines),
            "entries of a timeline",
                "800, and up to %d until the next trim".formatted(TimelineLimits.DEFAULT.slack()),
            "accounts of the graph", Integer.toString(accounts),
            "mean followers", Integer.toString(followers),
            "largest author", Integer.toString(accounts / 2),
            "partitions", Integer.toString(partitions),
            "seeded", "accounts registered within " + SEEDED,
            "years", "accounts registered within " + YEARS));
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    if (!redis.isEmpty()) {
      targets.add(
          Target.atMost("bytes an entry of a home timeline", homes().anEntry(), ENTRY_BYTES));
    }
    if (!stores.isEmpty()) {
      targets.add(
          Target.atMost(
              "bytes a follow edge in both stages' stores, seeded",
              stores.get(0).folder() + stores.get(1).folder(),
              EDGE_BYTES));
      targets.add(
          Target.atMost(
              "bytes a follow edge in both stages' stores, years",
              stores.get(2).folder() + stores.get(3).folder(),
              EDGE_BYTES));
      targets.add(
          Target.atMost(
              "bytes a delivery in Kafka, fan-out of 100, 16 posts a record",
              wire.get(2).lz4(),
              DELIVERY_BYTES));
    }
    return targets;
  }

  private Map<String, Spread> bytes() {
    var bytes = new LinkedHashMap<String, Spread>();
    redis.forEach(row -> bytes.put(row.keyspace(), Spread.of(List.of(row.anEntry()))));
    stores.forEach(row -> bytes.put(row.store(), Spread.of(List.of(row.folder()))));
    return bytes;
  }

  private Table redisTable() {
    Table table = new Table("Redis", "users", "bytes a user", "bytes an entry");
    for (RedisRow row : redis) {
      table.add(
          row.keyspace(), "%,d".formatted(row.users()), text(row.aUser()), text(row.anEntry()));
    }
    return table;
  }

  private Table storeTable() {
    Table table =
        new Table("state store", "of", "number", "as filled", "compacted", "tables", "µs to put");
    for (StoreRow row : stores) {
      table.add(
          row.store(),
          row.unit(),
          "%,d".formatted(row.units()),
          text(row.filled()),
          text(row.folder()),
          text(row.tables()),
          text(row.micros()));
    }
    return table;
  }

  private Table wireTable() {
    Table table =
        new Table("Kafka, accounts", "fan-out", "posts a record", "uncompressed", "lz4", "zstd");
    for (WireRow row : wire) {
      table.add(
          row.registered(),
          row.fanOut(),
          Integer.toString(row.together()),
          text(row.plain()),
          text(row.lz4()),
          text(row.zstd()));
    }
    return table;
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
