package io.rivulet.capacity;

import io.rivulet.fanout.deliver.CountedLanes;
import io.rivulet.fanout.plan.CountedPlan;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Accounts that post at random moments, each as often as any other, at the peak: every post is
/// planned, put in records, decoded and grouped in calls by the fan-out's own code.
///
/// Times are simulated: a flush comes `PlanProcessor.COMPANY` after what it waits for began to
/// wait, a record is in its lane at once, and an answer of Redis takes a round trip and so much for
/// each timeline. What goes to one Redis goes to a cluster as well, so that both are counted in one
/// run.
final class Simulation {
  private static final Instant BEGIN = Instant.parse("2026-01-02T00:00:00Z");
  private static final long SAY_EVERY = 5_000_000_000L;

  /// What is simulated.
  ///
  /// @param registered from the first account to the last
  /// @param alive share of accounts whose home timeline is there
  /// @param entries that a timeline keeps
  record Settings(
      int accounts, int posts, Duration registered, double alive, int entries, long seed) {}

  private final DrawnFollows follows;
  private final Grouping.Run run;
  private final Settings settings;
  private final Consumer<String> progress;
  private final Agenda agenda = new Agenda();
  private final CountedLanes single;
  private final CountedLanes cluster;
  private final CountedPlan plan;
  private final SplittableRandom random;
  private long records;
  private long kafkaBytes;
  private long deliveries;
  private int posted;
  private int pulled;
  private final long began = System.nanoTime();
  private long saidAt = began;

  /// @param law by rank of as many accounts as there are settings for
  /// @param run as the formula is asked for
  Simulation(FollowLaw law, Grouping.Run run, Settings settings, Consumer<String> progress) {
    this.run = run;
    this.settings = settings;
    this.progress = progress;
    this.random = new SplittableRandom(settings.seed());
    progress.accept(
        "%,d accounts: ids are drawn (seed %d) …".formatted(settings.accounts(), settings.seed()));
    this.follows =
        new DrawnFollows(law, settings.accounts(), settings.registered(), settings.seed());
    this.single = new CountedLanes(run.partitions(), false, this::answer);
    this.cluster = new CountedLanes(run.partitions(), true, this::answer);
    double pullAbove = run.pullAbove();
    this.plan =
        new CountedPlan(
            follows,
            new LargeAuthors(Double.isInfinite(pullAbove) ? LargeAuthors.NONE : (long) pullAbove),
            run.partitions(),
            this::take);
  }

  private void answer(int timelines, Runnable answer) {
    agenda.after(Math.round((run.callMicros() + timelines * run.timelineMicros()) * 1_000), answer);
  }

  private void take(int partition, byte[] value) {
    records++;
    kafkaBytes += Stored.batch(Integer.BYTES, value.length);
    single.take(partition, value);
    cluster.take(partition, value);
  }

  /// Runs until all posts are delivered.
  Counted counted() {
    try (single;
        cluster) {
      nextPost();
      while (agenda.next()) {
        sayAtTimes();
      }
      if (single.pending() + cluster.pending() > 0) {
        throw new IllegalStateException("timelines that nothing writes: " + single.pending());
      }
      Memory memory = memory();
      return new Counted(
          posted,
          pulled,
          deliveries,
          records,
          kafkaBytes,
          single.counts(),
          cluster.counts(),
          memory.homes(),
          memory.bytes(),
          Duration.ofNanos(agenda.now()),
          Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void nextPost() {
    if (posted < settings.posts()) {
      double gap = -Math.log(1 - random.nextDouble()) / run.posts();
      agenda.after(Math.round(gap * 1e9), this::post);
    }
  }

  private void post() {
    long author = follows.id(random.nextInt(follows.accounts()));
    long id = Ids.firstAt(BEGIN.plusMillis(agenda.now() / 1_000_000)) + posted % (1 << 22);
    CountedPlan.Post post = plan.plan(author, id);
    posted++;
    pulled += post.pushed() ? 0 : 1;
    deliveries += post.recipients();
    if (post.begins()) {
      agenda.after(CountedPlan.company().toNanos(), () -> plan.flush(post.task()));
    }
    nextPost();
  }

  private record Memory(long homes, double bytes) {}

  /// Of all home timelines that are there, full as they are after weeks, by their own keys.
  private Memory memory() {
    long homes = 0;
    double bytes = 0;
    for (int number = 0; number < follows.accounts(); number++) {
      if (random.nextDouble() < settings.alive()) {
        homes++;
        bytes += Stored.home(Keyspace.home(follows.id(number)).length, settings.entries());
      }
    }
    return new Memory(homes, bytes);
  }

  private void sayAtTimes() {
    long now = System.nanoTime();
    if (now - saidAt >= SAY_EVERY) {
      saidAt = now;
      progress.accept(
          "%,d of %,d posts, %,d deliveries, %,d records, %d s"
              .formatted(
                  posted, settings.posts(), deliveries, records, (now - began) / 1_000_000_000));
    }
  }
}
