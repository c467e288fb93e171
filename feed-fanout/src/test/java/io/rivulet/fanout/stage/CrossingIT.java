package io.rivulet.fanout.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.fanout.Events;
import io.rivulet.fanout.Timelines;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.redis.Redis;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Authors who become large and small again, and tasks that die meanwhile.
class CrossingIT {
  private static final long ANN = 1;
  private static final LargeAuthors FIVE = new LargeAuthors(5);
  private static final LargeAuthors NONE = new LargeAuthors(LargeAuthors.NONE);
  private static final LargeAuthors ALL = new LargeAuthors(0);

  private final Redis redis = Stages.connect();
  private Stages stages = new Stages(redis, FIVE);
  private long lastId = 1_000;

  @AfterEach
  void stop() {
    stages.close();
    redis.close();
  }

  private void begin(LargeAuthors largeAuthors) {
    stages.close();
    stages = new Stages(redis, largeAuthors);
    LongStream.rangeClosed(1, 20).mapToObj(Events::account).forEach(stages::publish);
    stages.settle();
  }

  private void follow(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(id -> stages.publish(Events.follow(id, ANN)));
  }

  private void unfollow(long first, long last) {
    LongStream.rangeClosed(first, last)
        .forEach(id -> stages.publish(new Unfollowed(id, ANN, Events.NOW, null)));
  }

  private long publish() {
    stages.publish(Events.post(++lastId, ANN));
    return lastId;
  }

  private List<Long> home(long viewer) {
    HomeTimeline home = Objects.requireNonNull(stages.home(viewer), "no home timeline");
    return Arrays.stream(home.ids().toArray()).boxed().toList();
  }

  private boolean pulls(long viewer) {
    return stages.relations(viewer).pulls(ANN);
  }

  private double crossings(String to) {
    return stages.meters.counter("rivulet.plan.crossings", "to", to).count();
  }

  @Test
  void anAuthorAboveTheThresholdIsPulledAndTheTimelinesStay() {
    begin(FIVE);
    follow(2, 6);
    stages.settle();
    Timelines.open(redis, 2);
    long pushed = publish();
    stages.settle();
    assertThat(home(2)).as("five are not more than five").containsExactly(pushed);
    assertThat(pulls(2)).isFalse();

    follow(7, 7);
    stages.settle();
    assertThat(LongStream.rangeClosed(2, 7).allMatch(this::pulls)).isTrue();
    Timelines.open(redis, ANN);
    long pulled = publish();
    stages.settle();
    assertThat(home(2)).as("not dropped, not pushed").containsExactly(pushed);
    assertThat(home(ANN)).as("the author himself").containsExactly(pulled);
    assertThat(stages.meters.get("rivulet.plan.entries.not.pushed").counter().count()).isOne();
    assertThat(stages.meters.get("rivulet.plan.pulled.authors").gauge().value()).isOne();
  }

  @Test
  void anAuthorIsPushedAgainOnlyWithAFifthFewer() {
    begin(FIVE);
    follow(2, 7);
    stages.settle();
    unfollow(6, 7);
    stages.settle();
    assertThat(pulls(2)).as("four of five").isTrue();
    Timelines.open(redis, 2);
    Timelines.open(redis, ANN);
    unfollow(5, 5);
    stages.settle();
    assertThat(pulls(2)).isFalse();
    assertThat(stages.home(2)).as("it lacks what was not pushed").isNull();
    assertThat(stages.home(ANN)).isNotNull();
    Timelines.open(redis, 2, stages.author(ANN));
    long id = publish();
    stages.settle();
    assertThat(home(2)).containsExactly(id);

    follow(5, 6);
    stages.settle();
    assertThat(pulls(2)).as("five again").isFalse();
    assertThat(crossings("pull")).isOne();
    assertThat(crossings("push")).isOne();
    assertThat(stages.meters.get("rivulet.plan.pulled.authors").gauge().value()).isZero();
  }

  @Test
  void withZeroEverybodyIsPulledFromTheFirstFollowerOn() {
    begin(ALL);
    int[] before = {stages.planned(0), stages.planned(1)};
    follow(2, 3);
    stages.settle();
    assertThat(pulls(2)).isTrue();
    assertThat(pulls(3)).isTrue();
    Timelines.open(redis, 2);
    publish();
    stages.settle();
    assertThat(home(2)).isEmpty();
    assertThat(deliveries(before)).noneMatch(Delivery.Crossing.class::isInstance);
  }

  @Test
  void withNoneNobodyIsPulled() {
    begin(NONE);
    follow(2, 20);
    stages.settle();
    Timelines.open(redis, 2);
    long id = publish();
    stages.settle();
    assertThat(pulls(2)).isFalse();
    assertThat(home(2)).containsExactly(id);
  }

  @Test
  void aChangedThresholdTakesEffectWithTheNextPost() {
    begin(NONE);
    follow(2, 9);
    stages.settle();
    Timelines.open(redis, 2);
    for (LargeAuthors next : List.of(FIVE, NONE, ALL, new LargeAuthors(8), FIVE)) {
      stages.restartPlan(next);
      long first = publish();
      stages.settle();
      long second = publish();
      stages.settle();
      boolean pulled = next.equals(FIVE) || next.equals(ALL);
      // Eight are not more than eight, but enough to stay.
      pulled |= next.threshold() == 8;
      assertThat(pulls(2)).as("with %s", next).isEqualTo(pulled);
      Timelines.open(redis, 2, stages.author(ANN));
      assertThat(home(2).contains(second) || pulled).as("%d with %s", second, next).isTrue();
      assertThat(stages.author(ANN)).contains(first, second);
    }
  }

  /// In each deliveries partition: nothing of a pulled author after his followers were told to
  /// pull, but what was planned before that was certain; everything again before they are told not
  /// to.
  @Test
  void entriesOfAPulledAuthorAreBetweenNeitherOfItsCrossings() {
    begin(FIVE);
    int[] before = {stages.planned(0), stages.planned(1)};
    follow(2, 20);
    stages.planAll();
    long pulled = publish();
    stages.planAll();
    unfollow(5, 20);
    stages.plan(Topics.RELATIONS);
    stages.planAll();
    long pushed = publish();
    stages.planAll();
    for (int partition = 0; partition < Stages.PARTITIONS; partition++) {
      List<String> seen = new ArrayList<>();
      for (Delivery delivery : stages.deliveries(partition, before[partition])) {
        switch (delivery) {
          case Delivery.Crossing crossing -> seen.add(crossing.pulled() ? "pull" : "push");
          case Delivery.Entry entry -> {
            if (accounts(entry).stream().anyMatch(account -> account != ANN)) {
              seen.add(entry.id() == pulled ? "pulled" : "pushed");
              assertThat(entry.id()).isEqualTo(pushed);
            }
          }
          default -> {}
        }
      }
      assertThat(seen).doesNotContain("pulled").startsWith("pull");
      if (seen.contains("pushed")) {
        assertThat(seen.indexOf("push")).isLessThan(seen.indexOf("pushed"));
      }
    }
  }

  private static List<Long> accounts(Delivery.Entry entry) {
    List<Long> accounts = new ArrayList<>();
    entry.recipients().forEach((_, account) -> accounts.add(account));
    return accounts;
  }

  private List<Delivery> deliveries(int[] from) {
    List<Delivery> all = new ArrayList<>(stages.deliveries(0, from[0]));
    all.addAll(stages.deliveries(1, from[1]));
    return all;
  }

  @Test
  void aPostPlannedBeforeACrossingIsCertainIsPushed() {
    begin(FIVE);
    follow(2, 6);
    stages.settle();
    Timelines.open(redis, 2);
    follow(7, 7);
    stages.plan(Topics.RELATIONS);
    long id = publish();
    stages.plan(Topics.POSTS);
    stages.deliverAll();
    assertThat(pulls(2)).isTrue();
    assertThat(home(2)).containsExactly(id);
  }

  /// The state of the crossing survived, what followers were told did not, and the post comes
  /// before the relation is planned again.
  @Test
  void aCrossingOfWhichOnlyTheStateSurvivedIsNotMissed() {
    for (int i = 0; i < 40; i++) {
      begin(FIVE);
      follow(2, 6);
      stages.settle();
      Timelines.open(redis, 2);
      follow(7, 7);
      stages.plan(Topics.RELATIONS);
      stages.killPlan(new Random(i), FIVE);
      long id = publish();
      stages.plan(Topics.POSTS);
      stages.deliverAll();
      assertThat(pulls(2) || home(2).contains(id)).as("before it is planned again, %d", i).isTrue();
      stages.settle();
      assertThat(pulls(2)).as("after that, %d", i).isTrue();
    }
  }

  /// The same of a crossing that a post began, with no relation to be planned again.
  @Test
  void aCrossingThatAPostBeganIsNotMissedEither() {
    for (int i = 0; i < 40; i++) {
      begin(NONE);
      follow(2, 7);
      stages.settle();
      Timelines.open(redis, 2);
      stages.restartPlan(FIVE);
      publish();
      stages.plan(Topics.POSTS);
      stages.killPlan(new Random(i), FIVE);
      stages.settle();
      long id = publish();
      stages.settle();
      assertThat(pulls(2) || home(2).contains(id)).as("%d", i).isTrue();
    }
  }

  /// A mute was planned and not told; after the crash a post, with another setting, has the
  /// crossing told before the mute is told again.
  @Test
  void aMuteThatIsToldAgainAfterALaterCrossingIsNotLost() {
    for (int i = 0; i < 40; i++) {
      begin(NONE);
      follow(2, 7);
      stages.settle();
      stages.publish(new Muted(2, ANN, null, Events.NOW, null));
      follow(8, 9);
      while (stages.plan(Topics.RELATIONS)) {
        // All of them.
      }
      stages.killPlan(new Random(i), FIVE);
      publish();
      stages.plan(Topics.POSTS);
      stages.deliverAll();
      stages.settle();
      assertThat(stages.relations(2).mutes(ANN, 0)).as("%d", i).isTrue();
      assertThat(pulls(2)).as("%d", i).isTrue();
    }
  }

  /// Followers were told not to pull any more; then the task dies, and its next start has a setting
  /// with which the author never crossed back.
  @Test
  void aCrossingBackThatIsTakenBackByASettingIsNotMissed() {
    for (int i = 0; i < 40; i++) {
      begin(FIVE);
      follow(2, 7);
      stages.settle();
      unfollow(5, 7);
      while (stages.plan(Topics.RELATIONS)) {
        // All of them.
      }
      Random random = new Random(i);
      for (int ticks = random.nextInt(3); ticks > 0; ticks--) {
        stages.tickPlan();
      }
      stages.deliverAll();
      Timelines.open(redis, 2, stages.author(ANN));
      stages.killPlan(random, new LargeAuthors(1));
      long id = publish();
      stages.settle();
      assertThat(pulls(2) || stages.home(2) == null || home(2).contains(id)).as("%d", i).isTrue();
    }
  }

  @Test
  void whatComesAgainInTheSameOrderOnTheSameStateChangesNothing() {
    begin(FIVE);
    stages.publish(new Blocked(2, ANN, Events.NOW, null));
    stages.publish(Events.follow(2, ANN));
    stages.publish(new Unblocked(2, ANN, Events.NOW, null));
    stages.publish(new Followed(3, ANN, FollowOptions.boosts(false), Events.NOW, null));
    stages.publish(new Muted(3, ANN, null, Events.NOW, null));
    stages.publish(new FollowRequested(4, ANN, FollowOptions.UNCHANGED, Events.NOW, null));
    follow(5, 12);
    stages.settle();
    unfollow(9, 12);
    publish();
    stages.settle();
    List<Relations> before = allRelations();
    assertThat(before.get(1).to(ANN)).as("followed during a block").isEqualTo(Relation.NONE);

    stages.planAgain(FIVE);
    stages.settle();
    assertThat(allRelations()).isEqualTo(before);
    stages.deliverAgain();
    stages.settle();
    assertThat(allRelations()).isEqualTo(before);
  }

  @Test
  void aFollowDuringABlockThatComesAgainAfterTheBlockMeansNothing() {
    begin(FIVE);
    stages.publish(new Blocked(2, ANN, Events.NOW, null));
    stages.settle();
    stages.publish(Events.follow(2, ANN));
    stages.publish(new Unblocked(2, ANN, Events.NOW, null));
    stages.settle();
    stages.planAgainFrom(Topics.RELATIONS, 1);
    stages.settle();
    assertThat(stages.relations(2).to(ANN)).isEqualTo(Relation.NONE);
  }

  private List<Relations> allRelations() {
    return LongStream.rangeClosed(1, 20)
        .mapToObj(viewer -> stages.relations(viewer).at(0))
        .toList();
  }

  @Test
  void aFollowThatComesAgainDropsTheTimelineAgainAndAMuteDoesNot() {
    begin(FIVE);
    follow(2, 2);
    stages.settle();
    Timelines.open(redis, 2);
    stages.publish(new Muted(2, ANN, null, Events.NOW, null));
    stages.settle();
    assertThat(stages.home(2)).isNotNull();
    stages.planAgain(FIVE);
    stages.settle();
    assertThat(stages.home(2)).isNull();
  }

  @Test
  void allRelationsAreBackAfterRedisLostThem() {
    begin(FIVE);
    follow(2, 8);
    stages.publish(new Muted(3, ANN, null, Events.NOW, null));
    stages.publish(new FollowRequested(9, ANN, FollowOptions.UNCHANGED, Events.NOW, null));
    stages.publish(new Blocked(10, ANN, Events.NOW, null));
    stages.settle();
    List<Relations> before = allRelations();
    redis.await(redis.commands().flushall());
    stages.restartDeliver();
    stages.restore();
    assertThat(allRelations()).isEqualTo(before);
    assertThat(before.get(1).pulls(ANN)).isTrue();
    assertThat(before.get(0).requestedBy()).containsExactly(9);
    assertThat(before.get(0).blockedBy(10)).isTrue();
  }

  @Test
  void aCrossingOfManyIsChunked() {
    begin(NONE);
    int[] before = {stages.planned(0), stages.planned(1)};
    follow(2, 3_000);
    while (stages.plan(Topics.RELATIONS)) {
      // All of them.
    }
    stages.restartPlan(FIVE);
    publish();
    stages.plan(Topics.POSTS);
    List<Long> recipients = new ArrayList<>();
    for (Delivery delivery : deliveries(before)) {
      if (delivery instanceof Delivery.Crossing crossing) {
        List<Long> some = new ArrayList<>();
        crossing.recipients().forEach((_, account) -> some.add(account));
        assertThat(some).hasSizeLessThanOrEqualTo(500);
        recipients.addAll(some);
      }
    }
    assertThat(recipients).hasSize(2_999).doesNotHaveDuplicates();
  }
}
