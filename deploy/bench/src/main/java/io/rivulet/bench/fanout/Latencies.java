package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.bench.report.Times;
import io.rivulet.local.LocalException;
import java.time.Duration;
import java.util.Random;
import org.HdrHistogram.Histogram;

/// Measures how long posts take to be visible while others are published at a fixed rate, open
/// model: a post that comes late is measured from when it was due.
final class Latencies {
  private static final double PROBES_A_SECOND = 50;
  private static final double MICROS = 1e6;
  private static final Duration SETTLE_BOUND = Duration.ofSeconds(60);

  private final FanoutStack stack;
  private final FollowGraph graph;
  private final int authors;
  private final int[] probed;
  private final Random random = new Random(5);

  /// @param authors those of the graph who post: numbers below this, each as often as any other
  /// @param probed authors whose posts are looked for
  Latencies(FanoutStack stack, FollowGraph graph, int authors, int[] probed) {
    this.stack = stack;
    this.graph = graph;
    this.authors = authors;
    this.probed = probed.clone();
  }

  /// Measures at a rate.
  ///
  /// @param time of a round; half as long is spent before the first
  /// @param postsASecond those that are looked for among them
  /// @param disturbance is begun with each round
  LatencyRow measure(
      String load, double postsASecond, int rounds, Duration time, Runnable disturbance) {
    var times = new Times();
    Meters meters = stack.meters();
    Meters.Count start;
    Meters.Count end;
    Effort before;
    Effort after;
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 1);
        var probes = new Probes(stack.redis())) {
      var posts = new Posts(log);
      double others = Math.max(1, postsASecond - PROBES_A_SECOND);
      try (var _ = new Pacer("posts", others, _ -> posts.publish(random.nextInt(authors)));
          var _ = new Pacer("probed", PROBES_A_SECOND, new Probing(posts, probes)::publish)) {
        Population.pause(time.dividedBy(2));
        var _ = probes.take();
        before = Effort.of(stack);
        start = meters.read();
        for (int round = 1; round <= rounds; round++) {
          disturbance.run();
          Population.pause(time);
          times.addRound(probes.take());
        }
        after = Effort.of(stack);
        end = meters.read();
      }
      times.addLate(awaited(probes));
    }
    Effort spent = after.minus(before);
    double deliveries = end.minus(start).deliveries();
    return new LatencyRow(
        load,
        postsASecond,
        times.at(50),
        times.at(99),
        times.at(99.9),
        times.max(),
        spent.redis() / deliveries * MICROS,
        spent.kafka() / deliveries * MICROS,
        spent.workers() / deliveries * MICROS);
  }

  /// What is found only after the last round counts in it: it is the slowest.
  private static Histogram awaited(Probes probes) {
    long deadline = System.nanoTime() + SETTLE_BOUND.toNanos();
    while (probes.open() > 0) {
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "%d posts were not visible after %d s"
                .formatted(probes.open(), SETTLE_BOUND.toSeconds()));
      }
      Population.pause(Duration.ofMillis(20));
    }
    return probes.take();
  }

  /// Publishes posts of probed authors, each looked for in the timeline of one follower.
  private final class Probing {
    private final Posts posts;
    private final Probes probes;
    private final Random chance = new Random(6);

    Probing(Posts posts, Probes probes) {
      this.posts = posts;
      this.probes = probes;
    }

    void publish(long due) {
      int author = probed[chance.nextInt(probed.length)];
      int[] followers = graph.followers(author);
      int follower = followers[chance.nextInt(followers.length)];
      probes.seek(posts.publish(author), Accounts.id(follower), due);
    }
  }
}
