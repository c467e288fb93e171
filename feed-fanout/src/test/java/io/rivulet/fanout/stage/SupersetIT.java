package io.rivulet.fanout.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.fanout.Events;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.Rebuild;
import io.rivulet.timeline.TimelineLimits;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Whatever happens in whatever order, once everything is delivered a home timeline has every entry
/// that its viewer's relations do not tell the reader to pull, and relations are what the log says.
class SupersetIT {
  private static final int HISTORIES = 200;
  private static final int STEPS = 150;
  private static final int ACCOUNTS = 4;
  private static final int AUTHORS = 2;

  /// With the second one many records are under way at a time.
  private static final Duration[] INTERVALS = {Duration.ZERO, Duration.ofMillis(20)};

  private static final long[] THRESHOLDS = {0, 1, 2, 3, LargeAuthors.NONE};

  @Test
  void noEntryIsMissingAfterAnyHistory() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    try (Redis redis = Stages.connect()) {
      for (int i = 0; i < HISTORIES; i++) {
        long own = seed + i;
        try (Stages stages =
            new Stages(redis, threshold(new Random(own)), INTERVALS[(int) (own & 1)])) {
          new History(stages, own).run();
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("-Dseed=" + own, e);
        }
      }
    }
  }

  private static LargeAuthors threshold(Random random) {
    return new LargeAuthors(THRESHOLDS[random.nextInt(THRESHOLDS.length)]);
  }

  /// One random history.
  private static final class History {
    /// A rebuild that has read and not merged yet.
    private record Reading(long nonce, PackedIds ids) {}

    private final Stages stages;
    private final Random random;
    private final Map<Long, List<Long>> posts = new HashMap<>();
    private final Map<List<Long>, Relation> pairs = new HashMap<>();
    private final Map<Long, Reading> readings = new HashMap<>();
    private final boolean calm;
    private long lastId = 1_000;

    History(Stages stages, long seed) {
      this.stages = stages;
      this.random = new Random(seed);
      // Without deaths, more gets done between the checks.
      this.calm = random.nextInt(3) == 0;
    }

    void run() {
      for (long account = 1; account <= ACCOUNTS; account++) {
        stages.publish(Events.account(account));
      }
      stages.settle();
      for (int phase = 0; phase < 3; phase++) {
        for (int step = 0; step < STEPS / 3; step++) {
          step();
        }
        stages.settle();
        check();
      }
    }

    private void step() {
      switch (random.nextInt(calm ? 17 : 20)) {
        case 0, 1, 2 -> relate();
        case 3, 4, 5 -> publish();
        case 6, 7, 8, 9 -> stages.plan(random.nextBoolean() ? Topics.POSTS : Topics.RELATIONS);
        case 10, 11, 12 -> stages.deliver(random.nextInt(Stages.PARTITIONS));
        case 13 -> stages.tickPlan();
        case 14 -> stages.tickDeliver(random.nextInt(Stages.PARTITIONS));
        case 15 -> begin(account());
        case 16 -> merge(account());
        case 17 -> stages.killPlan(random, threshold(random));
        case 18 -> stages.killDeliver(random.nextInt(Stages.PARTITIONS), random);
        default -> stages.restartPlan(threshold(random));
      }
    }

    private long account() {
      return 1L + random.nextInt(ACCOUNTS);
    }

    private void publish() {
      long author = 1L + random.nextInt(AUTHORS);
      lastId += 10;
      posts.computeIfAbsent(author, _ -> new ArrayList<>()).add(lastId);
      stages.publish(Events.post(lastId, author));
    }

    private void relate() {
      long target = 1L + random.nextInt(AUTHORS);
      long viewer = 1 + (target + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      RelationEvent event =
          switch (random.nextInt(18)) {
            case 0, 16 -> new Blocked(viewer, target, Events.NOW, null);
            case 1, 17 -> new Unblocked(viewer, target, Events.NOW, null);
            case 2 -> new Muted(viewer, target, null, Events.NOW, null);
            case 3 -> new Unmuted(viewer, target, Events.NOW, null);
            case 4 ->
                new FollowRequested(
                    viewer, target, FollowOptions.notified(random.nextBoolean()), Events.NOW, null);
            case 5 -> new FollowAccepted(viewer, target, Events.NOW, null);
            case 6 -> new FollowRejected(viewer, target, Events.NOW, null);
            case 7, 8, 9 -> new Unfollowed(viewer, target, Events.NOW, null);
            case 10, 11 ->
                new Followed(viewer, target, FollowOptions.notified(true), Events.NOW, null);
            default -> Events.follow(viewer, target);
          };
      pairs.merge(
          List.of(viewer, target), Relation.NONE.after(event), (now, _) -> now.after(event));
      stages.publish(event);
    }

    private void begin(long viewer) {
      long nonce = random.nextLong() >>> 1;
      Rebuild.Begun begun =
          stages.redis.await(
              Rebuild.begin(stages.redis.commands(), viewer, nonce, Duration.ofMinutes(1)));
      if (begun == Rebuild.Begun.MINE) {
        readings.put(viewer, new Reading(nonce, read(viewer)));
      }
    }

    /// What a rebuild reads at least: authors who are pulled are merged by the reader.
    private PackedIds read(long viewer) {
      Relations relations = stages.relations(viewer);
      TreeSet<Long> ids = new TreeSet<>();
      for (long author : relations.following()) {
        if (!relations.pulls(author)) {
          add(ids, author);
        }
      }
      add(ids, viewer);
      return PackedIds.of(ids.stream().mapToLong(Long::longValue).toArray());
    }

    private void add(Set<Long> ids, long author) {
      for (long id : stages.author(author)) {
        ids.add(id);
      }
    }

    private void merge(long viewer) {
      Reading reading = readings.remove(viewer);
      if (reading != null) {
        stages.redis.await(
            Rebuild.merge(
                stages.redis.commands(),
                viewer,
                reading.nonce,
                0,
                PackedIds.pack(reading.ids.toArray()),
                TimelineLimits.DEFAULT,
                Duration.ofMinutes(1)));
      }
    }

    private void check() {
      for (long viewer = 1; viewer <= ACCOUNTS; viewer++) {
        Relations relations = stages.relations(viewer);
        for (long other = 1; other <= ACCOUNTS; other++) {
          Relation own = pairs.getOrDefault(List.of(viewer, other), Relation.NONE);
          Relation inverse = pairs.getOrDefault(List.of(other, viewer), Relation.NONE);
          assertThat(relations.to(other)).as("%d to %d", viewer, other).isEqualTo(own);
          assertThat(relations.blockedBy(other)).isEqualTo(inverse.blocking());
          assertThat(relations.requestedBy(other)).isEqualTo(inverse.requested());
        }
        superset(viewer, relations);
      }
    }

    private void superset(long viewer, Relations relations) {
      HomeTimeline home = stages.home(viewer);
      if (home == null || !home.complete() || home.generation() != generation(viewer)) {
        return;
      }
      for (long author = 1; author <= AUTHORS; author++) {
        if (author == viewer || (relations.follows(author) && !relations.pulls(author))) {
          for (long id : posts.getOrDefault(author, List.of())) {
            assertThat(id <= home.floor() || home.ids().contains(id))
                .as("%d of %d in the timeline of %d", id, author, viewer)
                .isTrue();
          }
        }
      }
    }

    private long generation(long viewer) {
      return Objects.requireNonNull(stages.state(Shards.of(viewer))).generation();
    }
  }
}
