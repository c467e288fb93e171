package io.rivulet.bench.fanout;

import io.rivulet.local.Reporter;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/// Measures deliveries a second: steadily, with as few posts under way as keep all busy, and while
/// a backlog is worked off.
final class Throughput {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final double FIRST_RATE = 200;

  /// What waits jumps with every commit, so the rate follows its mean of some looks, and slowly.
  private static final double SMOOTHING = 4;

  private static final double STEPS = 12;
  private static final Duration COMPILED = Duration.ofSeconds(30);

  private final FanoutStack stack;
  private final Population population;
  private final Reporter reporter;
  private final int authors;
  private final Random random = new Random(4);

  /// @param authors those of the graph who post: numbers below this, each as often as any other
  Throughput(FanoutStack stack, Population population, int authors, Reporter reporter) {
    this.stack = stack;
    this.population = population;
    this.authors = authors;
    this.reporter = reporter;
  }

  /// Has the workers work until their code is compiled.
  void warmUp(int outstanding) {
    var _ = steady(0, COMPILED.dividedBy(2), outstanding);
  }

  /// Posts at a rate that keeps about `outstanding` records waiting.
  ///
  /// @param time of a round; twice as long is spent before the first
  Rounds steady(int rounds, Duration time, int outstanding) {
    Meters meters = stack.meters();
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 0)) {
      var posts = new Posts(log);
      Rounds found;
      try (var pacer = new Pacer("posts", FIRST_RATE, _ -> posts.publish(author()))) {
        found = new Rounds("steady", meters.read(), Effort.of(stack));
        regulate(pacer, meters, outstanding, time.multipliedBy(2), found);
        for (int round = 1; round <= rounds; round++) {
          found.begin(meters.read(), Effort.of(stack));
          regulate(pacer, meters, outstanding, time, found);
          say("steady", round, found.end(Effort.of(stack)));
        }
      }
      posts.flush();
      population.settle(0);
      return found;
    }
  }

  /// More posts while less waits than should, fewer while more does.
  private static void regulate(
      Pacer pacer, Meters meters, int outstanding, Duration time, Rounds found) {
    long end = System.nanoTime() + time.toNanos();
    double waiting = outstanding;
    while (System.nanoTime() < end) {
      Population.pause(LOOK_EVERY);
      Meters.Count now = meters.read();
      found.look(now);
      waiting += (now.waiting() - waiting) / SMOOTHING;
      double error = (outstanding - waiting) / outstanding;
      pacer.rate(pacer.rate() * (1 + Math.clamp(error, -1, 1) / STEPS));
    }
  }

  /// Has posts wait in Kafka while the workers are held up, and times how they are worked off.
  Rounds backlog(int rounds, int posts) {
    Meters meters = stack.meters();
    var found = new Rounds("backlog", meters.read(), Effort.of(stack));
    for (int round = 1; round <= rounds; round++) {
      Meters.Count start = meters.read();
      stack.pauseWorkers();
      publish(posts);
      stack.resumeWorkers();
      found.begin(start, Effort.of(stack));
      Meters.Count last = start;
      while (last.events() < start.events() + posts || last.waiting() > 0) {
        Population.pause(LOOK_EVERY);
        last = meters.read();
        found.look(last);
      }
      say("backlog", round, found.end(Effort.of(stack)));
    }
    return found;
  }

  private void publish(int count) {
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 5)) {
      var posts = new Posts(log);
      for (int i = 0; i < count; i++) {
        posts.publish(author());
      }
    }
  }

  private int author() {
    return random.nextInt(authors);
  }

  private void say(String mode, int round, double figure) {
    reporter.say(
        String.format(Locale.ROOT, "%s, round %d: %,.0f deliveries/s", mode, round, figure));
  }
}
