package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.account.Counts;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Origin;
import io.rivulet.event.PostTarget;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanoutTopologyIT {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long CAT = 3;

  @TempDir Path state;
  private FanoutDriver job;

  @BeforeEach
  void start() {
    job = new FanoutDriver(state);
    job.account(ANN, "ann");
    job.account(BEN, "ben");
    job.account(CAT, "cat");
    job.settle();
  }

  @AfterEach
  void stop() {
    job.close();
  }

  @Test
  void aPostReachesItsAuthorAndEveryFollowerWhoseTimelineExists() {
    job.follow(BEN, ANN, null);
    job.follow(CAT, ANN, null);
    job.settle();
    job.open(ANN);
    job.open(BEN);

    long id = job.publish(ANN);
    job.settle();

    assertThat(job.homeIds(BEN)).containsExactly(id);
    assertThat(job.homeIds(ANN)).containsExactly(id);
    assertThat(job.home(CAT)).as("nobody has read it yet").isNull();
    assertThat(job.authorIds(ANN)).containsExactly(id);
  }

  @Test
  void aPostReachesNobodyElse() {
    job.open(BEN);
    job.publish(ANN);
    job.settle();
    assertThat(job.homeIds(BEN)).isEmpty();
  }

  @Test
  void aPostThatComesTwiceIsThereOnce() {
    job.follow(BEN, ANN, null);
    job.settle();
    job.open(BEN);
    job.publishWithId(50, ANN, "text", null, null);
    job.publishWithId(60, ANN, "text", null, null);
    job.publishWithId(50, ANN, "text", null, null);
    job.settle();
    assertThat(job.homeIds(BEN)).containsExactly(50L, 60L);
    assertThat(job.authorIds(ANN)).containsExactly(50L, 60L);
  }

  @Test
  void aLatePostFindsItsPlace() {
    job.follow(BEN, ANN, null);
    job.settle();
    job.open(BEN);
    for (long id : new long[] {900, 300, 600, 100, 700}) {
      job.publishWithId(id, ANN, "text", null, null);
    }
    job.settle();
    assertThat(job.homeIds(BEN)).containsExactly(100L, 300L, 600L, 700L, 900L);
    assertThat(job.authorIds(ANN)).containsExactly(100L, 300L, 600L, 700L, 900L);
  }

  @Test
  void anAccountHasRelationsAndAnAuthorTimelineThoughTheyAreEmpty() {
    assertThat(job.following(ANN)).isEmpty();
    assertThat(job.authorIds(ANN)).isEmpty();
    byte[] id = job.redis.await(job.redis.commands().get(Keyspace.name("ann")));
    assertThat(new String(id, StandardCharsets.UTF_8)).isEqualTo("1");
  }

  @Test
  void aFollowAndAnUnfollowChangeTheRelationsAndDropTheTimeline() {
    job.open(BEN);
    job.follow(BEN, ANN, null);
    job.settle();
    assertThat(job.following(BEN)).containsExactly(ANN);
    assertThat(job.home(BEN)).isNull();

    job.open(BEN);
    job.unfollow(BEN, ANN, null);
    job.settle();
    assertThat(job.following(BEN)).isEmpty();
    assertThat(job.home(BEN)).isNull();

    job.open(BEN);
    job.publish(ANN);
    job.settle();
    assertThat(job.homeIds(BEN)).isEmpty();
  }

  @Test
  void anEditAndADeleteReachTheBodyAndAnOlderRecordDoesNotBringThemBack() {
    long id = job.publish(ANN, "before", null, null);
    job.edit(ANN, PostTarget.of(id), "after", null);
    job.settle();
    assertThat(fragment(id)).contains("after").doesNotContain("before");

    job.delete(ANN, id);
    job.publishWithId(id, ANN, "again", null, null);
    job.edit(ANN, PostTarget.of(id), "once more", null);
    job.settle();
    assertThat(Objects.requireNonNull(job.body(id)).deleted()).isTrue();
    assertThat(job.authorIds(ANN)).as("a deleted one keeps its place").containsExactly(id);
  }

  @Test
  void aPostThatWasDeletedBeforeItCameStaysDeleted() {
    job.delete(ANN, 500);
    job.publishWithId(500, ANN, "late", null, null);
    job.settle();
    assertThat(Objects.requireNonNull(job.body(500)).deleted()).isTrue();
  }

  @Test
  void nobodyDeletesOrEditsAnothersPost() {
    long id = job.publish(ANN, "mine", null, null);
    job.edit(BEN, PostTarget.of(id), "stolen", null);
    job.delete(BEN, id);
    job.settle();
    assertThat(fragment(id)).contains("mine");
    assertThat(reason()).contains("an edit of one that its author has not published");
  }

  @Test
  void aBoostIsAnEntryOfItsOwnAndAnUnboostItsTombstone() {
    job.follow(CAT, BEN, null);
    job.settle();
    job.open(CAT);
    long original = job.publish(ANN);
    long boost = job.boost(BEN, original, ANN);
    job.settle();
    assertThat(job.homeIds(CAT)).containsExactly(boost);
    assertThat(Objects.requireNonNull(job.body(boost)).boostOf()).isEqualTo(original);
    job.delete(BEN, boost);
    job.settle();
    assertThat(Objects.requireNonNull(job.body(boost)).deleted()).isTrue();
  }

  @Test
  void aProducersKeyIsPublishedOnceAndNamesThePostLater() {
    long first = job.publish(ANN, "one", "key", null);
    long second = job.publish(ANN, "two", "key", null);
    job.edit(ANN, PostTarget.ofClientKey("key"), "edited", null);
    job.settle();
    assertThat(fragment(first)).contains("edited");
    assertThat(job.body(second)).isNull();
    assertThat(job.authorIds(ANN)).containsExactly(first);
  }

  @Test
  void aSecondRecordOfAnIdNamesNothing() {
    long id = job.publish(ANN, "one", "key", null);
    job.publishWithId(id, ANN, "two", "another", null);
    job.edit(ANN, PostTarget.ofClientKey("another"), "edited", null);
    job.settle();
    assertThat(fragment(id)).contains("one");
    assertThat(reason()).contains("an edit of one that its author has not published");
  }

  @Test
  void aRejectedEditThatIsReplayedStaysRejected() {
    Origin early = new Origin(0, 7);
    job.edit(ANN, PostTarget.ofClientKey("key"), "too early", early);
    long id = job.publish(ANN, "one", "key", null);
    job.edit(ANN, PostTarget.ofClientKey("key"), "too early", early);
    job.settle();
    assertThat(fragment(id)).contains("one");
  }

  @Test
  void bothRecordsOfOneSubmissionCountAndNeitherTwice() {
    job.follow(BEN, ANN, new Origin(0, 10, 0));
    job.follow(CAT, ANN, new Origin(0, 10, 1));
    job.unfollow(BEN, ANN, null);
    job.follow(BEN, ANN, new Origin(0, 10, 0));
    job.settle();
    assertThat(job.following(BEN)).isEmpty();
    assertThat(job.following(CAT)).containsExactly(ANN);
  }

  @Test
  void aReplayOfSubmissionsBringsNothingBack() {
    job.follow(BEN, ANN, new Origin(0, 10));
    long id = job.publish(ANN, "text", null, new Origin(0, 11));
    job.edit(ANN, PostTarget.of(id), "newer", new Origin(0, 12));
    job.unfollow(BEN, ANN, null);

    job.follow(BEN, ANN, new Origin(0, 10));
    job.publishWithId(id, ANN, "text", null, new Origin(0, 11));
    job.edit(ANN, PostTarget.of(id), "newer", new Origin(0, 12));
    job.settle();

    assertThat(job.following(BEN)).isEmpty();
    assertThat(fragment(id)).contains("newer");
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheNextPostIsPlanned() {
    byte[] poison = "{\"type\":\"post-published\"".getBytes(StandardCharsets.UTF_8);
    job.sendPost(poison);
    job.sendPost(null);
    job.deliveries.pipeInput(new byte[4], new byte[] {1, 99});
    long id = job.publish(ANN);
    job.settle();

    List<TestRecord<byte[], byte[]>> letters = job.deadLetters.readRecordsToList();
    assertThat(letters).hasSize(3);
    assertThat(letters.getFirst().value()).isEqualTo(poison);
    assertThat(letters)
        .allSatisfy(
            letter -> assertThat(letter.headers().lastHeader(DeadLetter.REASON)).isNotNull());
    assertThat(job.authorIds(ANN)).containsExactly(id);
  }

  @Test
  void aRecordTooLargeForALetterIsPointedTo() {
    job.sendPost(new byte[DeadLetter.MAX_BYTES + 1]);
    TestRecord<byte[], byte[]> letter = job.deadLetters.readRecord();
    assertThat(letter.value()).isNull();
    assertThat(
            new String(
                letter.headers().lastHeader(DeadLetter.DETAIL).value(), StandardCharsets.UTF_8))
        .contains("left at its source");
  }

  @Test
  void countsAreThoseOfTheStores() {
    job.follow(BEN, ANN, null);
    job.follow(CAT, ANN, null);
    job.follow(CAT, ANN, null);
    long id = job.publish(ANN);
    job.publish(ANN);
    job.delete(ANN, id);
    job.unfollow(BEN, ANN, null);
    job.settle();
    Counts counts = Counts.decode(job.redis.await(job.redis.commands().get(Keyspace.counts(ANN))));
    assertThat(counts.followers()).isEqualTo(1);
    assertThat(counts.statuses()).isEqualTo(1);
  }

  @Test
  void aTimelineIsTrimmedAndItsFloorIsTheNewestEntryThatWent() {
    job.follow(BEN, ANN, null);
    job.settle();
    job.open(BEN);
    int slack = TimelineLimits.DEFAULT.slack();
    for (long id = 1; id <= 800 + slack; id++) {
      job.publishWithId(id, ANN, "text", null, null);
    }
    job.settle();
    HomeTimeline home = Objects.requireNonNull(job.home(BEN));
    assertThat(home.floor()).isEqualTo(slack);
    assertThat(home.ids().size()).isEqualTo(800);
    assertThat(home.ids().at(0)).isEqualTo(slack + 1L);
  }

  @Test
  void bodiesAndAuthorTimelinesThatRedisLostAreWrittenAgainFromTheStores() {
    job.follow(BEN, ANN, null);
    long id = job.publish(ANN, "kept", null, null);
    long deleted = job.publish(ANN);
    job.delete(ANN, deleted);
    job.settle();
    job.loseAllButStates();
    for (int i = 0; i < 200; i++) {
      job.driver.advanceWallClockTime(java.time.Duration.ofMillis(20));
    }
    job.settle();

    assertThat(fragment(id)).contains("kept");
    assertThat(Objects.requireNonNull(job.body(deleted)).deleted()).isTrue();
    assertThat(job.authorIds(ANN)).containsExactly(id, deleted);
    assertThat(job.authorIds(BEN)).isEmpty();
  }

  @Test
  void theTopologyIsNamedAsItsStateIs() {
    assertThat(job.driver.getAllStateStores().keySet())
        .containsExactlyInAnyOrder("authors", "followers", "following", "reactions");
  }

  private String fragment(long id) {
    var body = Objects.requireNonNull(job.body(id), "no body");
    return new String(
        body.bytes(), body.fragmentOffset(), body.fragmentLength(), StandardCharsets.UTF_8);
  }

  private String reason() {
    return new String(
        job.deadLetters.readRecord().headers().lastHeader(DeadLetter.DETAIL).value(),
        StandardCharsets.UTF_8);
  }

  @Test
  void theAgeOfDeliveriesIsToldByTheSizeOfTheAuthor() {
    for (long follower = 10_000; follower < 10_100; follower++) {
      job.follow(follower, ANN, null);
    }
    job.follow(BEN, CAT, null);
    job.publish(CAT);
    job.settle();
    assertThat(ages("small")).isPositive();
    assertThat(ages("medium")).isZero();
    job.publish(ANN);
    job.settle();
    assertThat(ages("medium")).as("100 followers").isZero();
    long small = ages("small");
    job.follow(BEN, ANN, null);
    job.publish(ANN);
    job.settle();
    assertThat(ages("medium")).as("101 followers").isPositive();
    assertThat(ages("small")).isEqualTo(small);
    assertThat(ages("large")).isZero();
  }

  private long ages(String size) {
    return job.meters.get("rivulet.delivery.age").tag("size", size).timer().count();
  }
}
