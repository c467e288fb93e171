package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.BenchReport;
import io.rivulet.bench.report.Chart;
import io.rivulet.bench.report.Spread;
import io.rivulet.bench.report.Table;
import io.rivulet.bench.report.Target;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.local.FanoutAlone;
import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import io.rivulet.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/// Empties Redis under a running job, or takes all that is not truth away, and times how long what
/// Redis had is missing.
///
/// Looked at are two thousand values of each kind, evenly chosen, all of them several times a
/// second: a tenth of what the restoration itself asks of Redis in that time.
final class RestoreBench {
  /// The promise: a million posts within a minute.
  private static final double SECONDS_A_MILLION = 60;

  /// It is in all bodies, and by default each worker's own.
  private static final String SAME_ADDRESS = "-Ddw.publicUrl=http://127.0.0.1:8080";

  private static final int LOOKED_AT = 2_000;
  private static final int PARTITIONS = 8;
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// What the job runs with.
  ///
  /// @param rate of posts a second, while Redis is emptied
  /// @param fromNothing whether the workers lose their state, too
  record Settings(int posts, int rate, int workers, boolean fromNothing, List<String> jvm) {
    Settings {
      jvm = List.copyOf(jvm);
    }
  }

  /// One kind of value.
  private static final class Kind {
    private final String name;
    private final long values;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<Double> first = new ArrayList<>();
    private final List<Double> last = new ArrayList<>();

    Kind(String name, long[] ids, LongFunction<byte[]> key) {
      this.name = name;
      this.values = ids.length;
      int step = Math.max(1, ids.length / LOOKED_AT);
      for (int i = 0; i < ids.length; i += step) {
        keys.add(key.apply(ids[i]));
      }
    }

    RestoreRow row() {
      return new RestoreRow(name, values, Spread.of(first), Spread.of(last));
    }
  }

  private final FanoutStack stack;
  private final FollowGraph graph;
  private final Settings settings;
  private final Reporter reporter;
  private final Population population;

  private RestoreBench(FanoutStack stack, FollowGraph graph, Settings settings, Reporter reporter) {
    this.stack = stack;
    this.graph = graph;
    this.settings = settings;
    this.reporter = reporter;
    this.population = new Population(stack, graph, reporter);
  }

  static void run(FollowGraph graph, Settings settings, BenchOptions options) {
    int rounds = options.rounds();
    List<String> jvm = new ArrayList<>(settings.jvm());
    jvm.add(SAME_ADDRESS);
    var job = new FanoutAlone.Settings(jvm, 2, "none");
    try (FanoutStack stack = FanoutStack.open(PARTITIONS, job)) {
      for (int i = 0; i < settings.workers(); i++) {
        stack.startWorker();
      }
      var bench = new RestoreBench(stack, graph, settings, options::say);
      List<RestoreRow> rows = bench.measure(rounds);
      options.publish(
          new BenchReport(
              settings.fromNothing() ? "from-nothing" : "restore",
              stack.machine(),
              bench.surroundings(rounds),
              rows,
              bench.targets(rows),
              charts(rows)),
          table(rows));
    }
  }

  private List<RestoreRow> measure(int rounds) {
    population.join();
    long[] posts = publish();
    long[] accounts = new long[graph.accounts()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = Accounts.id(i);
    }
    List<Kind> kinds =
        List.of(
            new Kind("relations", accounts, Keyspace::relations),
            new Kind("accounts", accounts, Keyspace::account),
            new Kind("author timelines", accounts, Keyspace::author),
            new Kind("posts", posts, Keyspace::post));
    for (int round = 1; round <= rounds; round++) {
      lose(kinds, round);
    }
    return kinds.stream().map(Kind::row).toList();
  }

  private long[] publish() {
    reporter.say(String.format(Locale.ROOT, "%,d posts …", settings.posts()));
    long[] ids = new long[settings.posts()];
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 20)) {
      var posts = new Posts(log);
      var random = new Random(7);
      for (int i = 0; i < ids.length; i++) {
        ids[i] = posts.publish(random.nextInt(graph.accounts()));
      }
    }
    population.settle(graph.accounts() + graph.follows() + ids.length);
    return ids;
  }

  private void lose(List<Kind> kinds, int round) {
    for (Kind kind : kinds) {
      if (there(kind) < kind.keys.size()) {
        throw new LocalException(kind.name + " are missing before anything was lost");
      }
    }
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 1)) {
      var posts = new Posts(log);
      var random = new Random(round);
      try (var _ =
          new Pacer(
              "posts", settings.rate(), _ -> posts.publish(random.nextInt(graph.accounts())))) {
        Population.pause(Duration.ofSeconds(2));
        List<byte[]> before = settings.fromNothing() ? bodies(kinds) : List.of();
        stack.redis().await(stack.redis().commands().flushall());
        long lostAt = System.nanoTime();
        if (settings.fromNothing()) {
          stack.beginAnew("again-" + round);
        }
        watch(kinds, lostAt, round);
        requireSame(before, kinds);
      }
    }
    population.settle(settings.fromNothing() ? graph.accounts() + graph.follows() : 0);
  }

  /// Of the posts that are looked at.
  private List<byte[]> bodies(List<Kind> kinds) {
    return kinds.getLast().keys.stream()
        .map(key -> stack.redis().commands().get(key))
        .map(answer -> Redis.await(answer, BOUND))
        .toList();
  }

  /// What is made from Kafka alone is what was there, byte by byte.
  private void requireSame(List<byte[]> before, List<Kind> kinds) {
    if (before.isEmpty()) {
      return;
    }
    List<byte[]> after = bodies(kinds);
    for (int i = 0; i < before.size(); i++) {
      if (!Arrays.equals(before.get(i), after.get(i))) {
        throw new LocalException(
            "%s is not what it was before it was lost"
                .formatted(new String(kinds.getLast().keys.get(i), StandardCharsets.UTF_8)));
      }
    }
  }

  private void watch(List<Kind> kinds, long lostAt, int round) {
    Map<Kind, Double> first = new LinkedHashMap<>();
    Map<Kind, Double> last = new LinkedHashMap<>();
    while (last.size() < kinds.size()) {
      double seconds = (System.nanoTime() - lostAt) / 1e9;
      if (seconds > LONGEST.toSeconds()) {
        throw new LocalException("Redis has not got everything back after " + LONGEST);
      }
      for (Kind kind : kinds) {
        int there = last.containsKey(kind) ? 0 : there(kind);
        if (there > 0) {
          first.putIfAbsent(kind, seconds);
        }
        if (there == kind.keys.size()) {
          last.put(kind, seconds);
          reporter.say(
              String.format(
                  Locale.ROOT, "round %d: all %s after %.1f s", round, kind.name, seconds));
        }
      }
      Population.pause(LOOK_EVERY);
    }
    kinds.forEach(
        kind -> {
          kind.first.add(first.get(kind));
          kind.last.add(last.get(kind));
        });
  }

  private int there(Kind kind) {
    List<CompletionStage<Long>> answers = new ArrayList<>();
    kind.keys.forEach(key -> answers.add(stack.redis().commands().exists(key)));
    return answers.stream().mapToInt(answer -> (int) (long) Redis.await(answer, BOUND)).sum();
  }

  private List<Target> targets(List<RestoreRow> rows) {
    double longest = rows.stream().mapToDouble(row -> row.last().max()).max().orElse(0);
    return List.of(
        Target.atMost(
            "seconds until all is there again, for each million posts",
            longest / Math.max(1, settings.posts() / 1e6),
            SECONDS_A_MILLION));
  }

  private Map<String, String> surroundings(int rounds) {
    var surroundings = new TreeMap<String, String>();
    surroundings.put("graph", graph.name());
    surroundings.put("rounds", Integer.toString(rounds));
    surroundings.put("posts a second meanwhile", Integer.toString(settings.rate()));
    surroundings.put("partitions", Integer.toString(PARTITIONS));
    surroundings.put("workers", Integer.toString(settings.workers()));
    surroundings.put(
        "lost", settings.fromNothing() ? "all but the topics of truth" : "what Redis had");
    surroundings.put("workers' JVM", String.join(" ", settings.jvm()));
    return surroundings;
  }

  private static List<Chart> charts(List<RestoreRow> rows) {
    var last = new LinkedHashMap<String, Spread>();
    rows.forEach(row -> last.put(row.kind(), row.last()));
    return List.of(Chart.ofRounds("Loss → all there again", "s", last));
  }

  private static Table table(List<RestoreRow> rows) {
    var table = new Table("what was lost", "values", "first there again s", "all there again s");
    for (RestoreRow row : rows) {
      table.add(
          row.kind(),
          String.format(Locale.ROOT, "%,d", row.values()),
          row.first().text(),
          row.last().text());
    }
    return table;
  }
}
