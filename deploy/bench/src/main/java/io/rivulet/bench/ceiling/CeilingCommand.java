package io.rivulet.bench.ceiling;

import io.rivulet.bench.machine.Cores;
import io.rivulet.bench.machine.Usage;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Machine;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.local.LocalException;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench ceiling`
@Command(
    name = "ceiling",
    description = {
      "What Redis alone does: deliveries a second by feed-fanout's script, called by a bare client",
      "as feed-fanout calls it, with 1, 10, 100 and 1,000 timelines a call, with those of a call in",
      "few shards, as under load, with some entries late, and with several entries a visit; and by",
      "the commands of other systems on the same Redis.",
      "Redis is held to core 0, the client to core 1."
    },
    mixinStandardHelpOptions = true)
public final class CeilingCommand implements Runnable {
  private static final int MAX_TIMELINES = 2_000_000;
  private static final int MAX_PEERS = 200_000;
  private static final int MAX_SECONDS = 600;
  private static final double BYTES_AN_ENTRY = 12;
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(60);

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--timelines",
      paramLabel = "N",
      description =
          "Home timelines, 800 to 1,007 entries each, of which every visit takes one by chance:"
              + " 1,000 to 2,000,000, 9 KB each. Default: ${DEFAULT-VALUE}")
  private int timelines = 100_000;

  @Option(
      names = "--peers",
      paramLabel = "N",
      description =
          "Sorted sets for Mastodon's commands, 800 entries and 100 KB each, and as many lists: up to"
              + " 200,000; 0 leaves others out. Default: ${DEFAULT-VALUE}")
  private int peers = 20_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long a round takes: 1 to 600. Default: ${DEFAULT-VALUE}")
  private int seconds = 2;

  @Override
  public void run() {
    int rounds = options.rounds();
    BenchOptions.require("timelines", timelines, 1_000, MAX_TIMELINES);
    BenchOptions.require("peers", peers, 0, MAX_PEERS);
    BenchOptions.require("seconds", seconds, 1, MAX_SECONDS);
    try (RedisServer server = RedisServer.start(ServerSettings.ephemeral());
        Redis redis = new Redis(new RedisSettings(server.uri(), null, COMMAND_BOUND))) {
      Machine machine = machine(redis); // Before a core is all that this process sees.
      boolean held = hold(server.pid());
      var ceiling =
          new Ceiling(
              server.port(),
              rounds,
              Duration.ofSeconds(seconds),
              () -> Usage.cpuSeconds(server.pid()));
      var bench = new CeilingBench(redis, server.port(), ceiling, options::say);
      bench.measureGrowing();
      double bytes = bench.measure(timelines);
      if (peers > 0) {
        bench.measurePeers(peers);
      }
      options.publish(
          new BenchReport(
              "ceiling",
              machine,
              settings(rounds, held),
              rows(bench),
              List.of(
                  Target.atMost("bytes an entry in Redis, steady state", bytes, BYTES_AN_ENTRY)),
              bench.charts()),
          growing(bench.growing()),
          table(bench.rows()));
    }
  }

  private static Machine machine(Redis redis) {
    return Machine.here(
        redis
            .await(redis.commands().info("server"))
            .lines()
            .filter(line -> line.startsWith("redis_version:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("of unknown version"));
  }

  /// What cannot be held to a core is measured all the same.
  private boolean hold(long redis) {
    try {
      Cores.hold(redis, "0");
      Cores.hold(ProcessHandle.current().pid(), "1");
      return true;
    } catch (LocalException e) {
      options.say("Nothing is held to a core. " + e.getMessage());
      return false;
    }
  }

  private Map<String, String> settings(int rounds, boolean held) {
    TimelineLimits limits = TimelineLimits.DEFAULT;
    return new TreeMap<>(
        Map.of(
            "rounds",
            rounds + " of " + seconds + " s, after 2 s that do not count",
            "home timelines",
            "%,d, chosen uniformly".formatted(timelines),
            "entries of each",
            limits.kept() + " to " + (limits.kept() + limits.slack() - 1),
            "sorted sets and lists",
            "%,d of %d entries".formatted(peers, Peer.ENTRIES),
            "under way",
            "100 timelines, at least 4 calls; of others the commands of 100 deliveries",
            "cores",
            held ? "Redis 0, client 1" : "not held",
            "seed",
            Long.toString(CeilingBench.SEED)));
  }

  private static List<Record> rows(CeilingBench bench) {
    var rows = new ArrayList<Record>(bench.growing());
    rows.addAll(bench.rows());
    return rows;
  }

  private static Table growing(List<GrowingRow> rows) {
    var table = new Table("entries of a timeline that grows", "bytes an entry");
    for (GrowingRow row : rows) {
      table.add(
          Integer.toString(row.entries()), String.format(Locale.ROOT, "%.1f", row.bytesAnEntry()));
    }
    return table;
  }

  private static Table table(List<CeilingRow> rows) {
    var table = new Table("how", "deliveries/s", "Redis µs a delivery");
    for (CeilingRow row : rows) {
      table.add(row.load(), row.rate().text("%,.0f"), row.cpuMicros().text());
    }
    return table;
  }
}
