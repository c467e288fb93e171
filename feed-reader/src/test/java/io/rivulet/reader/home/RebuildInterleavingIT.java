package io.rivulet.reader.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.reader.Feed;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.home.RebuildStep.Pending;
import io.rivulet.reader.merge.AuthorTimelines;
import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.merge.PulledTimelines;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.page.Window;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.ShardState;
import io.rivulet.timeline.TimelineLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The guarantee of a rebuild: raced by posts, by a change of relations, by expiry, by a loss of
/// the shard, by another rebuild, and killed half-way, no entry is missing and no half timeline is
/// ever served.
///
/// The production rebuild is taken step by step among the steps of the writers, with the real
/// scripts on a real Redis, in *every* order ([Interleavings]). After each step what Redis has is
/// compared with what it must have; at the end a read has to answer exactly the definition.
class RebuildInterleavingIT {
  private static final long VIEWER = 1;
  private static final long FOLLOWED = 2;
  private static final long OTHER = 3;
  private static final TimelineLimits limits = new TimelineLimits(4, 2);

  private static final Reach WHOLE = new Reach(1, 5);
  private static final Reach LITTLE = new Reach(1, 1);

  private static Feed feed;
  private static Access access;
  private static AuthorTimelines timelines;
  private static Snapshots snapshots;
  private static Feed.Stage stage;

  private Reach reach = WHOLE;

  /// Entries that are in an author's timeline and not delivered to the viewer yet: the only ones
  /// that his timeline may lack.
  private final Set<Long> underWay = new HashSet<>();

  private final Map<Long, Long> authors =
      new HashMap<>(Map.of(11L, VIEWER, 12L, FOLLOWED, 15L, FOLLOWED, 13L, OTHER, 14L, OTHER));

  @BeforeAll
  static void connect() {
    feed = new Feed(limits);
    access =
        Access.of(feed.redis(), new ReaderMeters(new SimpleMeterRegistry()), Clock.systemUTC());
    timelines = new AuthorTimelines(access, limits);
    snapshots = new Snapshots(access);
    stage = stage();
  }

  @AfterAll
  static void disconnect() {
    feed.close();
  }

  /// The state before each order: two authors with posts, the viewer follows one of them.
  private void begin() {
    underWay.clear();
    feed.restore(stage);
  }

  private static Feed.Stage stage() {
    feed.own(VIEWER, FOLLOWED, OTHER);
    feed.author(VIEWER, 11);
    feed.author(FOLLOWED, 12, 15);
    feed.author(OTHER, 13, 14);
    feed.relate(VIEWER, FOLLOWED);
    return feed.stage();
  }

  private final class Rebuilder implements Interleavings.Actor {
    private RebuildStep step = rebuild().begin(VIEWER);

    @Override
    public boolean done() {
      return !(step instanceof Pending);
    }

    @Override
    public void step() {
      step = rebuild().next((Pending) step);
    }

    void kill() {
      step = new RebuildStep.Finished(RebuildStep.Outcome.OVERTAKEN);
    }
  }

  /// One author timeline a step, so that others may come between two of them. Whole ones, or one id
  /// at first and then more of those of whom more may be among the newest.
  private HomeRebuild rebuild() {
    return new HomeRebuild(access, snapshots, timelines, HomeSettings.DEFAULT, reach);
  }

  /// Publishes as feed-fanout does: the author timeline is acknowledged before the delivery.
  private Interleavings.Actor publish(long author, long id) {
    authors.put(id, author);
    return new Interleavings.Script(
        () -> {
          underWay.add(id);
          feed.add(author, id);
        },
        () -> {
          feed.deliver(VIEWER, id);
          underWay.remove(id);
        });
  }

  private static Interleavings.Actor once(Runnable step) {
    return new Interleavings.Script(step);
  }

  private static void expire() {
    feed.delete(Keyspace.home(VIEWER));
  }

  private int explore(Supplier<List<Interleavings.Actor>> actors) {
    return Interleavings.explore(
        () -> {
          begin();
          return actors.get();
        },
        this::nothingIsMissing,
        this::servesTheDefinition);
  }

  /// What Redis has at one moment.
  private static final class Moment {
    private final List<byte @Nullable []> values =
        access
            .values()
            .await(
                access
                    .values()
                    .get(
                        List.of(
                            Keyspace.state(Shards.of(VIEWER)),
                            Keyspace.home(VIEWER),
                            Keyspace.relations(VIEWER),
                            Keyspace.author(VIEWER),
                            Keyspace.author(FOLLOWED),
                            Keyspace.author(OTHER))));

    /// The timeline if it may be served.
    @Nullable HomeTimeline timeline() {
      HomeTimeline timeline = HomeTimeline.decode(values.get(1));
      ShardState state = Objects.requireNonNull(ShardState.decode(values.get(0)));
      return timeline != null && timeline.complete() && timeline.generation() == state.generation()
          ? timeline
          : null;
    }

    Relations relations() {
      return Objects.requireNonNull(Relations.decode(values.get(2)));
    }

    /// The union of recent(a), before any filter.
    NavigableSet<Long> definition() {
      return definition(Authors.of(VIEWER, relations()));
    }

    /// As far as the timeline in Redis has it.
    NavigableSet<Long> pushed() {
      return definition(Authors.pushed(VIEWER, relations()));
    }

    private NavigableSet<Long> definition(PackedIds of) {
      NavigableSet<Long> home = new TreeSet<>();
      for (long author : of.toArray()) {
        AuthorTimeline timeline = AuthorTimeline.decode(values.get((int) author + 2));
        home.addAll(boxed(Objects.requireNonNull(timeline).recent(limits.kept()).toArray()));
      }
      return home;
    }
  }

  /// A timeline that may be served has every entry above its floor but those that are under way.
  private void nothingIsMissing() {
    Moment moment = new Moment();
    HomeTimeline timeline = moment.timeline();
    if (timeline != null) {
      NavigableSet<Long> expected = moment.pushed().tailSet(timeline.floor(), false);
      expected.removeAll(underWay);
      List<Long> found = boxed(timeline.ids().toArray());
      assertThat(found).containsAll(expected).isSorted().doesNotHaveDuplicates();
    }
  }

  /// Everything delivered, a read answers home(u) to its end: above the floor and below.
  private void servesTheDefinition() {
    assertThat(underWay).isEmpty();
    HoldSettings uncached = new HoldSettings(Duration.ZERO, 0);
    Timelines both =
        new Timelines(
            timelines,
            new PulledTimelines(
                timelines, access.meters(), new Held<>(uncached, _ -> 0, System::nanoTime)));
    HomeSettings settings =
        new HomeSettings(
            HomeSettings.DEFAULT.timeToLive(),
            HomeSettings.DEFAULT.renewEvery(),
            HomeSettings.DEFAULT.rebuildPatience(),
            Duration.ZERO,
            Duration.ZERO);
    HomeView view = HomeViews.of(access, both, settings, reach).of(VIEWER);
    long[] ids = new HomeSkeleton(view, both.recent()).next(Window.ALL, 100);
    // Extra ids of authors who are not followed are harmless: the filter sees that.
    Moment moment = new Moment();
    Set<Long> shown = new HashSet<>(boxed(Authors.of(VIEWER, moment.relations()).toArray()));
    List<Long> served = new ArrayList<>(boxed(ids));
    served.removeIf(id -> !shown.contains(authors.get(id)));
    served.removeIf(
        id ->
            id > view.cut().floor()
                && view.pulled().outdated(id, Objects.requireNonNull(authors.get(id))));
    assertThat(served).isEqualTo(new ArrayList<>(moment.definition().descendingSet()));
  }

  private static List<Long> boxed(long[] ids) {
    return LongStream.of(ids).boxed().toList();
  }

  @Test
  void racedByPosts() {
    int schedules =
        explore(() -> List.of(new Rebuilder(), publish(FOLLOWED, 20), publish(VIEWER, 21)));
    assertThat(schedules).isEqualTo(756); // 9! / (5! 2! 2!)
  }

  @Test
  void racedByPostsOfAnAuthorWhoOverflowsTheTimeline() {
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Sequence(
                    publish(FOLLOWED, 20), publish(FOLLOWED, 21), publish(FOLLOWED, 22))));
  }

  @Test
  void racedByDeliveriesThatArriveTwiceAndLate() {
    explore(
        () ->
            List.of(
                new Rebuilder(),
                publish(FOLLOWED, 21),
                new Interleavings.Sequence(
                    publish(VIEWER, 20), once(() -> feed.deliver(VIEWER, 20)))));
  }

  @Test
  void racedByAFollow() {
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Sequence(
                    once(() -> feed.relate(VIEWER, FOLLOWED, OTHER)), publish(OTHER, 20))));
  }

  @Test
  void racedByAnUnfollow() {
    explore(() -> List.of(new Rebuilder(), once(() -> feed.relate(VIEWER)), publish(FOLLOWED, 20)));
  }

  @Test
  void readInTwoPassesAndRacedByPosts() {
    reach = LITTLE;
    explore(() -> List.of(new Rebuilder(), publish(FOLLOWED, 20), publish(VIEWER, 21)));
  }

  /// More at once than an author's recent entries are.
  @Test
  void readInTwoPassesAndRacedByAnAuthorWhoOverflowsHisTimeline() {
    reach = LITTLE;
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Sequence(
                    publish(FOLLOWED, 20),
                    publish(FOLLOWED, 21),
                    publish(FOLLOWED, 22),
                    publish(FOLLOWED, 23),
                    publish(FOLLOWED, 24))));
  }

  /// The author grew large: the post is in his timeline, then the viewer's relations say that he is
  /// pulled. It is never delivered.
  private Interleavings.Actor crossToPull(long id) {
    authors.put(id, FOLLOWED);
    return new Interleavings.Script(
        () -> {
          underWay.add(id);
          feed.add(FOLLOWED, id);
        },
        () -> {
          feed.relate(VIEWER, following(FOLLOWED, true), false);
          underWay.remove(id);
        });
  }

  /// Pulled, more than his recent entries are.
  private Interleavings.Actor pulled(long... ids) {
    Runnable[] steps = new Runnable[ids.length];
    for (int i = 0; i < ids.length; i++) {
      long id = ids[i];
      authors.put(id, FOLLOWED);
      steps[i] = () -> feed.add(FOLLOWED, id);
    }
    return new Interleavings.Script(steps);
  }

  /// The author is small again: the post is delivered after the viewer's relations say so.
  private Interleavings.Actor crossToPush(long id) {
    authors.put(id, FOLLOWED);
    return new Interleavings.Script(
        () -> {
          underWay.add(id);
          feed.add(FOLLOWED, id);
        },
        () -> feed.relate(VIEWER, following(FOLLOWED, false), true),
        () -> {
          feed.deliver(VIEWER, id);
          underWay.remove(id);
        });
  }

  private static RelationsBuilder following(long author, boolean pulled) {
    return new RelationsBuilder().set(author, Relation.FOLLOWING, pulled);
  }

  @Test
  void racedByACrossingToPull() {
    explore(
        () ->
            List.of(
                new Rebuilder(), new Interleavings.Sequence(crossToPull(20), pulled(21, 22, 23))));
  }

  @Test
  void racedByACrossingToPullAndPostsOfOthers() {
    explore(() -> List.of(new Rebuilder(), crossToPull(20), publish(VIEWER, 21)));
  }

  @Test
  void racedByACrossingToPullAndBack() {
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Sequence(crossToPull(20), pulled(21), crossToPush(22))));
  }

  @Test
  void killedHalfWayAndRacedByACrossingBack() {
    explore(
        () -> {
          Rebuilder killed = new Rebuilder();
          return List.of(
              killed,
              once(killed::kill),
              new Interleavings.Sequence(crossToPull(20), crossToPush(22)));
        });
  }

  @Test
  void racedByFollowsThatOvertakeEveryAttempt() {
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Sequence(
                    once(() -> feed.relate(VIEWER, FOLLOWED, OTHER)),
                    once(() -> feed.relate(VIEWER, OTHER)),
                    once(() -> feed.relate(VIEWER, FOLLOWED)))));
  }

  @Test
  void racedByExpiry() {
    explore(
        () -> List.of(new Rebuilder(), once(RebuildInterleavingIT::expire), publish(FOLLOWED, 20)));
  }

  /// A delivery that Redis acknowledged and lost in a fail-over: the worker sees it and raises the
  /// generation, before which nobody can know.
  @Test
  void racedByALossOfTheShard() {
    authors.put(20L, FOLLOWED);
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Script(
                    () -> {
                      underWay.add(20L);
                      feed.add(FOLLOWED, 20);
                    },
                    () -> {
                      feed.invalidate(VIEWER);
                      underWay.remove(20L);
                    }),
                publish(FOLLOWED, 21)));
  }

  @Test
  void racedByAnotherRebuild() {
    explore(() -> List.of(new Rebuilder(), new Rebuilder(), publish(FOLLOWED, 20)));
  }

  @Test
  void racedByAnotherRebuildAfterExpiry() {
    explore(
        () ->
            List.of(
                new Rebuilder(),
                new Interleavings.Sequence(once(RebuildInterleavingIT::expire), new Rebuilder()),
                publish(FOLLOWED, 20)));
  }

  @Test
  void killedHalfWay() {
    explore(
        () -> {
          Rebuilder killed = new Rebuilder();
          return List.of(
              killed,
              once(killed::kill),
              publish(FOLLOWED, 20),
              new Interleavings.Sequence(once(RebuildInterleavingIT::expire), new Rebuilder()));
        });
  }

  @Test
  void killedHalfWayAndRacedByAFollow() {
    explore(
        () -> {
          Rebuilder killed = new Rebuilder();
          return List.of(
              killed,
              once(killed::kill),
              once(() -> feed.relate(VIEWER, FOLLOWED, OTHER)),
              publish(OTHER, 20));
        });
  }
}
