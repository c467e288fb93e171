package io.rivulet.bench.fanout;

import io.rivulet.bench.ceiling.Ceiling;
import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.graph.Star;
import io.rivulet.bench.machine.Cores;
import io.rivulet.bench.report.BenchOptions;
import io.rivulet.bench.report.Target;
import io.rivulet.local.FanoutAlone;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.IntStream;

/// One run: a population joins, then throughput and latencies are measured on it.
final class FanoutBench {
  private static final int PROBED = 200;
  private static final int USUAL = 100;
  private static final int HALF = 50;
  private static final Duration WARM = Duration.ofSeconds(60);
  private static final int CEILING_CALL = 100;
  private static final int MASTODONS = 5_000;
  private static final double LARGE_SECONDS = 5;
  private static final double MEANWHILE = 250;

  private final FollowGraph graph;
  private final FanoutSettings settings;
  private final BenchOptions options;
  private final FanoutStack stack;
  private final Population population;

  private FanoutBench(
      FollowGraph graph, FanoutSettings settings, BenchOptions options, FanoutStack stack) {
    this.graph = graph;
    this.settings = settings;
    this.options = options;
    this.stack = stack;
    this.population = new Population(stack, graph, options::say);
  }

  static void run(FollowGraph graph, FanoutSettings settings, BenchOptions options) {
    options.say("Starting Kafka, Redis and a worker …");
    var job = settings.job();
    var worker = new FanoutAlone.Settings(job.jvm(), job.threads(), "none");
    try (FanoutStack stack = FanoutStack.open(job.partitions(), worker)) {
      stack.startWorker();
      new FanoutBench(graph, settings, options, stack).measure();
    }
  }

  private void measure() {
    options.say("%s: accounts and follows go through the job …".formatted(graph.name()));
    population.join();
    population.openTimelines(settings.entries());
    var result = new FanoutResult(graph, settings, stack);
    if (settings.rates().isEmpty()) {
      throughput(result);
      latencies(result);
      if (graph instanceof Star star) {
        large(star, result);
      }
      ceiling(result);
    } else {
      rates(result);
    }
    result.publish(options);
  }

  /// Who posts: of a star the ordinary authors, elsewhere everybody.
  private int authors() {
    return graph instanceof Star star ? star.authors() : graph.accounts();
  }

  /// Posts that make the deliveries of the steady maximum.
  private double postsASecond(FanoutResult result) {
    return result.steady() / population.deliveriesAPost(authors());
  }

  private void throughput(FanoutResult result) {
    var throughput = new Throughput(stack, population, authors(), options::say);
    options.say("warming up …");
    throughput.warmUp(WARM);
    stack.holdWorkers();
    result.add(throughput.steady(settings.rounds(), settings.time()));
    if (settings.backlog() > 0) {
      result.add(throughput.backlog(settings.rounds(), settings.backlog()));
    }
  }

  private void latencies(FanoutResult result) {
    var latencies = new Latencies(stack, graph, authors(), probed());
    double most = postsASecond(result);
    for (int share : settings.loads()) {
      options.say("latency at %d %% of the steady maximum …".formatted(share));
      LatencyRow row =
          latencies.measure(
              share + " %",
              most * share / 100,
              settings.rounds(),
              settings.time(),
              FanoutBench::undisturbed);
      result.add(row);
      if (share == HALF) {
        result.add(Target.atMost("post → visible, half load, p50 ms", row.p50().median(), 10));
        result.add(Target.atMost("post → visible, half load, p99 ms", row.p99().median(), 50));
      }
      population.settle(0);
    }
  }

  /// Latencies at given rates, after a warm-up at the first.
  private void rates(FanoutResult result) {
    var latencies = new Latencies(stack, graph, authors(), probed());
    options.say("warming up …");
    var _ =
        latencies.measure(
            "warm-up", settings.rates().getFirst(), 1, WARM, FanoutBench::undisturbed);
    stack.holdWorkers();
    for (int rate : settings.rates()) {
      options.say("latency at %,d posts/s …".formatted(rate));
      result.add(
          latencies.measure(
              "a rate", rate, settings.rounds(), settings.time(), FanoutBench::undisturbed));
      population.settle(0);
    }
  }

  /// What this Redis does alone, on the same timelines. Last of all, since its entries are ahead of
  /// the clock: what a worker delivered afterwards would come late.
  private void ceiling(FanoutResult result) {
    options.say("what Redis does alone …");
    stack.pauseWorkers();
    long self = ProcessHandle.current().pid();
    Cores.hold(self, "1");
    var ceiling = new Ceiling(stack.redisServer().port(), settings.rounds(), settings.time());
    long[] viewers = IntStream.range(0, graph.accounts()).mapToLong(Accounts::id).toArray();
    result.ceiling(
        ceiling.deliver(stack.redis(), viewers, CEILING_CALL, 0), ceiling.mastodon(MASTODONS));
    Cores.hold(self, "0,1");
    stack.resumeWorkers();
  }

  /// Posts of the largest author, and what ordinary ones notice of them.
  private void large(Star star, FanoutResult result) {
    options.say("posts to %,d followers at half load …".formatted(graph.accounts() - 1));
    var post = new LargePost(stack, star);
    var latencies = new Latencies(stack, graph, authors(), probed());
    LatencyRow meanwhile =
        latencies.measure(
            "50 %, and a post to " + post.followers(),
            postsASecond(result) / 2,
            settings.rounds(),
            Duration.ofMillis(100),
            post);
    result.add(meanwhile);
    result.add(
        Target.atMost("post → last of its followers, s", post.seconds().median(), LARGE_SECONDS));
    result.add(
        Target.atMost("ordinary posts' p99 ms meanwhile", meanwhile.p99().median(), MEANWHILE));
  }

  private static void undisturbed() {}

  /// Authors with as near to 100 followers as there are.
  private int[] probed() {
    return IntStream.range(0, authors())
        .boxed()
        .filter(author -> graph.followers(author).length > 0)
        .sorted(Comparator.comparingInt(author -> Math.abs(graph.followers(author).length - USUAL)))
        .limit(PROBED)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
