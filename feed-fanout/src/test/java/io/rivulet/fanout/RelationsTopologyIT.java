package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.Origin;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What accounts are to each other, from the event to both sides in Redis.
class RelationsTopologyIT {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final Instant NOW = Events.NOW;

  @TempDir Path state;
  private FanoutDriver job;

  @BeforeEach
  void start() {
    job = new FanoutDriver(state);
    job.account(ANN, "ann");
    job.account(BEN, "ben");
    job.settle();
  }

  @AfterEach
  void stop() {
    job.close();
  }

  @Test
  void aFollowSaysWhetherBoostsShow() {
    job.send(new Followed(BEN, ANN, FollowOptions.boosts(false), NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(new Relation(true, false, true, false, 0));
    assertThat(relations(BEN).applied(0)).isZero();
    job.send(new Followed(BEN, ANN, NOW, null));
    job.settle();
    assertThat(benToAnn().hidesBoosts()).as("stays as it is").isTrue();
    job.send(new Followed(BEN, ANN, FollowOptions.boosts(true), NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.FOLLOWING);
    assertThat(relations(BEN).applied(0)).isEqualTo(2);
    assertThat(relations(ANN).applied(0)).as("not of her making").isEqualTo(-1);
  }

  @Test
  void aRequestIsKnownToBothAndAnAcceptanceMakesItAFollow() {
    job.send(new FollowRequested(BEN, ANN, FollowOptions.UNCHANGED, NOW, null));
    job.settle();
    assertThat(benToAnn().requested()).isTrue();
    assertThat(relations(ANN).requestedBy()).containsExactly(BEN);

    job.open(BEN);
    long missed = job.publish(ANN);
    job.settle();
    assertThat(job.homeIds(BEN)).isEmpty();

    job.send(new FollowAccepted(BEN, ANN, NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.FOLLOWING);
    assertThat(relations(ANN).requestedBy()).isEmpty();
    assertThat(job.home(BEN)).as("it lacks " + missed).isNull();

    job.open(BEN);
    long id = job.publish(ANN);
    job.settle();
    assertThat(job.homeIds(BEN)).containsExactly(id);
  }

  @Test
  void aRequestThatIsRejectedOrTakenBackLeavesNothing() {
    job.send(new FollowRequested(BEN, ANN, FollowOptions.boosts(false), NOW, null));
    job.send(new FollowRejected(BEN, ANN, NOW, null));
    job.send(new FollowAccepted(BEN, ANN, NOW, null));
    job.settle();
    assertThat(benToAnn()).as("there was nothing to accept").isEqualTo(Relation.NONE);
    assertThat(relations(ANN).requestedBy()).isEmpty();

    job.send(new FollowRequested(BEN, ANN, FollowOptions.boosts(false), NOW, null));
    job.send(new Unfollowed(BEN, ANN, NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.NONE);
    assertThat(relations(ANN).requestedBy()).isEmpty();
  }

  @Test
  void aBlockOfWhoFollowsBackEndsFollowingBothWays() {
    job.follow(ANN, BEN, null);
    job.follow(BEN, ANN, null);
    job.settle();
    job.send(new Blocked(ANN, BEN, NOW, null));
    job.send(new Unfollowed(BEN, ANN, NOW, null));
    job.settle();
    assertThat(relations(ANN).to(BEN)).isEqualTo(new Relation(false, false, false, true, 0));
    assertThat(benToAnn()).isEqualTo(Relation.NONE);
    assertThat(relations(BEN).blockedBy(ANN)).isTrue();

    job.open(ANN);
    job.open(BEN);
    long byAnn = job.publish(ANN);
    long byBen = job.publish(BEN);
    job.settle();
    assertThat(job.homeIds(ANN)).containsExactly(byAnn);
    assertThat(job.homeIds(BEN)).containsExactly(byBen);
  }

  @Test
  void aFollowDuringABlockMeansNothingAndAfterItCounts() {
    job.send(new Blocked(BEN, ANN, NOW, null));
    job.follow(BEN, ANN, null);
    job.send(new FollowRequested(BEN, ANN, FollowOptions.UNCHANGED, NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(new Relation(false, false, false, true, 0));

    job.send(new Unblocked(BEN, ANN, NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.NONE);
    assertThat(relations(ANN).blockedBy(BEN)).isFalse();

    job.follow(BEN, ANN, null);
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.FOLLOWING);
  }

  @Test
  void aMuteLeavesTheFollowingAndTheTimelineAndIsNoBusinessOfTheOthers() {
    job.follow(BEN, ANN, null);
    job.settle();
    job.open(BEN);
    long id = job.publish(ANN);
    job.send(new Muted(BEN, ANN, NOW.plus(Duration.ofHours(1)), NOW, null));
    job.settle();
    assertThat(benToAnn())
        .isEqualTo(
            new Relation(true, false, false, false, NOW.plus(Duration.ofHours(1)).toEpochMilli()));
    assertThat(job.homeIds(BEN)).containsExactly(id);
    long muted = job.publish(ANN);
    job.send(new Muted(BEN, ANN, null, NOW, null));
    job.settle();
    assertThat(benToAnn().mutedUntil()).isEqualTo(Relation.NEVER);
    job.send(new Unmuted(BEN, ANN, NOW, null));
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.FOLLOWING);
    assertThat(job.homeIds(BEN)).as("delivered while muted").containsExactly(id, muted);
  }

  @Test
  void hidingBoostsOfWhoIsFollowedLeavesTheTimeline() {
    job.follow(BEN, ANN, null);
    job.settle();
    job.open(BEN);
    job.send(new Followed(BEN, ANN, FollowOptions.boosts(false), NOW, null));
    job.settle();
    assertThat(benToAnn().hidesBoosts()).isTrue();
    assertThat(job.home(BEN)).isNotNull();
  }

  @Test
  void whatTheOtherSideDoesDropsNothing() {
    job.open(BEN);
    job.send(new Blocked(ANN, BEN, NOW, null));
    job.send(new FollowRequested(ANN, BEN, FollowOptions.UNCHANGED, NOW, null));
    job.settle();
    assertThat(relations(BEN).blockedBy(ANN)).isTrue();
    assertThat(job.home(BEN)).isNotNull();
  }

  @Test
  void aReplayOfSubmissionsChangesNoRelation() {
    job.send(new Blocked(BEN, ANN, NOW, new Origin(0, 10, 0)));
    job.send(new Unfollowed(ANN, BEN, NOW, new Origin(0, 10, 1)));
    job.send(new Unblocked(BEN, ANN, NOW, new Origin(0, 11, 0)));
    job.send(new Blocked(BEN, ANN, NOW, new Origin(0, 10, 0)));
    job.settle();
    assertThat(benToAnn()).isEqualTo(Relation.NONE);
    assertThat(relations(ANN).blockedBy(BEN)).isFalse();
  }

  private Relation benToAnn() {
    return relations(BEN).to(ANN);
  }

  private Relations relations(long viewer) {
    return Objects.requireNonNull(job.relations(viewer), "no relations");
  }
}
