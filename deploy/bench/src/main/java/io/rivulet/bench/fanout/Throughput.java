package io.rivulet.bench.fanout;

import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Measures deliveries a second: at the highest steady rate that is kept up with, and while a
/// backlog is worked off.
final class Throughput {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /// What waits jumps with every commit, of which there is one a second: what counts is the least
  /// that waits over more than that.
  private static final Duration JUDGED = Duration.ofMillis(1_500);

  private static final Duration SETTLED = Duration.ofMillis(1_500);
  private static final Duration DRAINED = Duration.ofSeconds(60);

  /// A rate is kept up with if no more than this many seconds' posts wait in the end, provided that
  /// the benchmark itself published no less than this share of what it should.
  private static final double SECONDS_WAITING = 0.1;

  private static final double PUBLISHED = 0.97;

  /// A worker that stands still does not see what waits for it, so what it delivers counts too.
  /// Less is asked of that: authors are drawn, and have few followers or many.
  private static final double DELIVERED = 0.7;

  private static final double LITTLE = 200;

  private static final double FIRST_RATE = 100;
  private static final double STEP = 1.5;

  /// Of the interval of a step, a sixteenth: 2.5 %.
  private static final int HALVINGS = 4;

  private static final double BACK = 0.97;
  private static final int STEPS_BACK = 12;

  /// So many steps back: by then the machine is another one than when the rate was found.
  private static final int SEARCH_AFTER = 3;

  private static final int LEAST_BACKLOGS = 4;
  private static final int MOST_BACKLOGS = 15;
  private static final double FASTER = 1.03;

  private final FanoutStack stack;
  private final Population population;
  private final Reporter reporter;
  private final int authors;
  private final double deliveriesAPost;
  private final Random random = new Random(4);

  /// Where the next search begins.
  private double from = FIRST_RATE;

  /// Measures on a population that has joined.
  ///
  /// @param authors those of the graph who post: numbers below this, each as often as any other
  Throughput(FanoutStack stack, Population population, int authors, Reporter reporter) {
    this.stack = stack;
    this.population = population;
    this.authors = authors;
    this.reporter = reporter;
    this.deliveriesAPost = population.deliveriesAPost(authors);
  }

  /// Searches the highest rate until the workers' code is compiled, so that the next search begins
  /// near to it.
  void warmUp(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      try (Load load = new Load(null)) {
        from = Math.max(FIRST_RATE, load.search(from) / 4);
      }
    }
  }

  /// Has backlogs worked off until one takes no less time than the best before, so that the
  /// workers' code is compiled.
  ///
  /// @param posts of each backlog
  void warmUp(int posts) {
    double best = 0;
    for (int round = 1; round <= MOST_BACKLOGS; round++) {
      double figure = backlog(1, posts).row().deliveriesASecond().median();
      if (round >= LEAST_BACKLOGS && figure < best * FASTER) {
        return;
      }
      best = Math.max(best, figure);
    }
  }

  /// The highest rate of posts, open model, that is kept up with.
  double mostPostsASecond() {
    try (Load load = new Load(null)) {
      return load.search(from);
    }
  }

  /// Searches the highest rate of posts, open model, that is kept up with, and measures at it.
  ///
  /// @param time of a round
  Rounds steady(int rounds, Duration time) {
    var found = new Rounds("steady", stack.meters().read(), Effort.of(stack));
    try (Load load = new Load(found)) {
      double rate = load.search(from);
      int steps = 0;
      for (int round = 1; round <= rounds; round++) {
        load.settleAt(rate);
        found.begin(load.meters.read(), Effort.of(stack));
        boolean held = load.holds(rate, time);
        double figure = found.deliveriesASecond();
        if (held) {
          found.end(Effort.of(stack));
          say("steady", round, figure);
        } else if (steps++ < STEPS_BACK) {
          say("not kept up with, less then; steady", round--, figure);
          load.drain();
          rate = steps % SEARCH_AFTER == 0 ? load.search(rate / 2) : rate * BACK;
        } else {
          throw new LocalException("No steady rate was kept up with; is the machine busy?");
        }
      }
    }
    population.settle(0);
    return found;
  }

  /// The least that waits over some time.
  private record Least(double lag, double pending) {
    Least or(Meters.Count now) {
      return new Least(Math.min(lag, now.lag()), Math.min(pending, now.pending()));
    }

    /// Hardly more than is under way while single posts come.
    boolean isLittle() {
      return lag <= LITTLE && pending <= LITTLE;
    }
  }

  /// Posts at a rate, and what becomes of them.
  private final class Load implements AutoCloseable {
    private final Meters meters = stack.meters();
    private final EventLog log = new EventLog(stack.kafka().bootstrapServers(), 5);
    private final Posts posts = new Posts(log);
    private final Pacer pacer = new Pacer("posts", 1, _ -> posts.publish(author()));
    private final @Nullable Rounds looks;

    Load(@Nullable Rounds looks) {
      this.looks = looks;
    }

    /// The highest rate, posts a second, that is kept up with.
    double search(double from) {
      double high = from;
      while (heldAt(high)) {
        high *= STEP;
      }
      double low = high / STEP;
      drain();
      for (int i = 0; i < HALVINGS; i++) {
        double middle = Math.sqrt(low * high);
        if (heldAt(middle)) {
          low = middle;
        } else {
          high = middle;
          drain();
        }
      }
      reporter.say(
          String.format(
              Locale.ROOT,
              "%,.0f posts/s are kept up with: %,.0f deliveries/s",
              low,
              low * deliveriesAPost));
      return low;
    }

    private boolean heldAt(double rate) {
      settleAt(rate);
      return holds(rate, JUDGED.multipliedBy(2));
    }

    void settleAt(double rate) {
      pacer.rate(rate);
      look(SETTLED, SETTLED);
    }

    /// Whether a rate is kept up with for some time.
    boolean holds(double rate, Duration time) {
      pacer.rate(rate);
      long begin = System.nanoTime();
      long before = pacer.done();
      Meters.Count start = meters.read();
      Least least = look(time, JUDGED);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double published = (pacer.done() - before) / seconds;
      double delivered = meters.read().minus(start).deliveries() / seconds;
      return least.lag <= rate * SECONDS_WAITING
          && least.pending <= rate * deliveriesAPost * SECONDS_WAITING
          && published >= rate * PUBLISHED
          && delivered >= rate * deliveriesAPost * DELIVERED;
    }

    /// Looks on for some time.
    ///
    /// @param judged the last part of it
    /// @return the least that waited in that part
    private Least look(Duration time, Duration judged) {
      long end = System.nanoTime() + time.toNanos();
      var least = new Least(Double.MAX_VALUE, Double.MAX_VALUE);
      while (System.nanoTime() < end) {
        Population.pause(LOOK_EVERY);
        Meters.Count now = meters.read();
        if (looks != null) {
          looks.look(now);
        }
        if (end - System.nanoTime() < judged.toNanos()) {
          least = least.or(now);
        }
      }
      return least;
    }

    /// Lets what waits be worked off.
    void drain() {
      pacer.rate(1);
      long bound = System.nanoTime() + DRAINED.toNanos();
      while (!look(LOOK_EVERY, LOOK_EVERY).isLittle()) {
        if (System.nanoTime() > bound) {
          throw new LocalException(
              "What waits is not worked off within %d s".formatted(DRAINED.toSeconds()));
        }
      }
    }

    @Override
    public void close() {
      pacer.close();
      log.close();
    }
  }

  /// Has posts wait in Kafka while the workers are held up, and times how they are worked off.
  Rounds backlog(int rounds, int posts) {
    Meters meters = stack.meters();
    var found = new Rounds("backlog", meters.read(), Effort.of(stack));
    for (int round = 1; round <= rounds; round++) {
      Meters.Count start = pileUp(posts);
      stack.resumeWorkers();
      found.begin(start, Effort.of(stack));
      Meters.Count last = start;
      while (last.events() < start.events() + posts || last.waiting() > 0) {
        Population.pause(LOOK_EVERY);
        last = meters.read();
        found.look(last);
      }
      say("backlog", round, found.deliveriesASecond());
      found.end(Effort.of(stack));
    }
    return found;
  }

  /// Holds the workers up and has posts wait for them in Kafka.
  ///
  /// @return what was counted before
  Meters.Count pileUp(int posts) {
    Meters.Count before = stack.meters().read();
    stack.pauseWorkers();
    publish(posts);
    return before;
  }

  /// Publishes posts as fast as Kafka takes them.
  void publish(int count) {
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
