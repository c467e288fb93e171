package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Followed;
import io.rivulet.event.Profile;
import io.rivulet.id.Ids;
import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/// Brings a graph into the system the way it comes there in life: accounts and follows as events
/// through the job, home timelines by the reader's scripts.
final class Population {
  private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration NO_PROGRESS = Duration.ofSeconds(60);
  private static final int UNDER_WAY = 200;
  private static final long NONCE = 7;

  private final FanoutStack stack;
  private final FollowGraph graph;
  private final Reporter reporter;

  Population(FanoutStack stack, FollowGraph graph, Reporter reporter) {
    this.stack = stack;
    this.graph = graph;
    this.reporter = reporter;
  }

  /// Publishes accounts and follows and waits until the workers have applied them.
  void join() {
    long began = System.nanoTime();
    long follows = 0;
    try (var log = new EventLog(stack.kafka().bootstrapServers(), 20)) {
      for (int account = 0; account < graph.accounts(); account++) {
        long id = Accounts.id(account);
        log.send(new AccountUpdated(id, "number" + account, Profile.EMPTY, TIME, TIME, null), id);
      }
      for (int author = 0; author < graph.accounts(); author++) {
        long id = Accounts.id(author);
        for (int follower : graph.followers(author)) {
          log.send(new Followed(Accounts.id(follower), id, TIME, null), id);
          follows++;
        }
      }
    }
    settle(graph.accounts() + follows);
    double seconds = (System.nanoTime() - began) / 1e9;
    reporter.say(
        String.format(
            Locale.ROOT,
            "%,d accounts and %,d follows applied in %.0f s: %,.0f a second",
            graph.accounts(),
            follows,
            seconds,
            follows / seconds));
  }

  /// Timelines that a post goes to on average, its author's own among them.
  ///
  /// @param authors those who post, each as often as any other
  double deliveriesAPost(int authors) {
    long follows = 0;
    for (int author = 0; author < authors; author++) {
      follows += graph.followers(author).length;
    }
    return 1 + (double) follows / authors;
  }

  /// Waits until nothing is waiting any more.
  ///
  /// @param events the workers have to have planned since their start, at least
  void settle(long events) {
    Meters meters = stack.meters();
    Meters.Count last = meters.read();
    long progressAt = System.nanoTime();
    long saidAt = progressAt;
    while (last.events() < events || last.waiting() > 0) {
      pause(Duration.ofMillis(100));
      Meters.Count now = meters.read();
      if (now.events() > last.events()
          || now.relations() > last.relations()
          || now.deliveries() > last.deliveries()) {
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > NO_PROGRESS.toNanos()) {
        throw new LocalException(
            "The workers stopped at %,.0f of %,d events, %,.0f waiting; their logs are in %s"
                .formatted(now.events(), events, now.waiting(), stack.folder()));
      }
      if (System.nanoTime() - saidAt > Duration.ofSeconds(10).toNanos()) {
        saidAt = System.nanoTime();
        reporter.say(
            String.format(
                Locale.ROOT,
                "  %,.0f events planned, %,.0f records and timelines waiting",
                now.events(),
                now.waiting()));
      }
      last = now;
    }
  }

  /// Makes a home timeline for everybody, as a reader's rebuild does.
  ///
  /// @param entries in each, older than any post of the benchmark
  void openTimelines(int entries) {
    byte[] ids = PackedIds.pack(older(entries));
    Deque<CompletionStage<Boolean>> underWay = new ArrayDeque<>();
    for (int account = 0; account < graph.accounts(); account++) {
      long viewer = Accounts.id(account);
      underWay.add(opened(viewer, ids));
      if (underWay.size() == UNDER_WAY) {
        require(underWay.remove());
      }
    }
    underWay.forEach(Population::require);
  }

  private CompletionStage<Boolean> opened(long viewer, byte[] ids) {
    var commands = stack.redis().commands();
    return Rebuild.begin(commands, viewer, NONCE, BOUND)
        .thenCompose(
            _ ->
                Rebuild.merge(
                    commands, viewer, NONCE, 0, ids, TimelineLimits.DEFAULT, Duration.ofDays(14)));
  }

  private static void require(CompletionStage<Boolean> opened) {
    if (!Redis.await(opened, BOUND)) {
      throw new LocalException("A home timeline could not be made");
    }
  }

  private static long[] older(int entries) {
    long[] ids = new long[entries];
    for (int i = 0; i < entries; i++) {
      ids[i] = Ids.firstAt(TIME.plusMillis(i));
    }
    return ids;
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
