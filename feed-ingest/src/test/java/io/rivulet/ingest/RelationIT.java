package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What accounts do towards each other over HTTP. No fan-out runs: what holds here holds by the
/// overlay, at once, unless a test writes what the fan-out would.
class RelationIT {
  private static RunningIngest ingest;
  private static Redis redis;

  private long ann;
  private long bob;

  @BeforeAll
  static void start() {
    Topic.createAll(TestServers.kafka());
    redis = new Redis(RedisSettings.of(TestServers.redis()));
    ingest = new RunningIngest(TestServers.kafka(), TestServers.redis(), 0);
  }

  @AfterAll
  static void stop() {
    ingest.close();
    redis.close();
  }

  @BeforeEach
  void twoAccounts() throws Exception {
    ann = ingest.account();
    bob = ingest.account();
  }

  /// The types of the records of a pair, in order.
  private static List<Class<? extends RelationEvent>> log(long viewer, long target) {
    return Topic.relations(TestServers.kafka(), viewer, target).stream()
        .<Class<? extends RelationEvent>>map(RelationEvent::getClass)
        .toList();
  }

  private static RelationEvent last(long viewer, long target) {
    return Topic.relations(TestServers.kafka(), viewer, target).getLast();
  }

  /// What the log makes of a pair: the definition.
  private static Relation defined(long viewer, long target) {
    Relation relation = Relation.NONE;
    for (RelationEvent event : Topic.relations(TestServers.kafka(), viewer, target)) {
      relation = relation.after(event);
    }
    return relation;
  }

  /// What the overlay says of a pair.
  private static OwnRelation overlay(long viewer, long target) {
    return redis.await(new OverlayReader(redis).relations(viewer)).stream()
        .filter(own -> own.target() == target)
        .findFirst()
        .orElseThrow();
  }

  private static void writeAsTheFanOut(long viewer, Relations relations) {
    redis.await(redis.commands().set(Keyspace.relations(viewer), relations.encode()));
  }

  /// The members of a relationship that hold.
  private static List<String> holding(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    JsonNode body = answer.body();
    return body.propertyStream()
        .filter(member -> member.getValue().asBoolean(false) && member.getValue().isBoolean())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void followIsPublishedUnderTheFolloweeAndHoldsAtOnce() throws Exception {
    Answer followed = ingest.relate(ann, "follow", bob, "{\"reblogs\":true,\"notify\":false}");
    assertThat(holding(followed)).containsExactly("following", "showing_reblogs");
    assertThat(followed.id()).isEqualTo(Long.toString(bob));
    assertThat(followed.body().path("note").asText("none")).isEmpty();
    assertThat(last(ann, bob))
        .isInstanceOfSatisfying(
            Followed.class, e -> assertThat(e.options()).isEqualTo(new FollowOptions(true, false)));
    OwnRelation own = overlay(ann, bob);
    assertThat(own.relation()).isEqualTo(Relation.FOLLOWING);
    assertThat(Topic.read(TestServers.kafka(), Topics.RELATIONS))
        .anySatisfy(
            record -> {
              assertThat(record.partition()).isEqualTo(own.partition());
              assertThat(record.offset()).isEqualTo(own.offset());
              assertThat(record.key()).isEqualTo(Topics.key(bob));
            });
    assertThat(holding(ingest.relate(bob, "follow", ann)))
        .containsExactly("following", "showing_reblogs", "followed_by");
  }

  @Test
  void followAgainChangesOnlyTheOptionThatIsGiven() throws Exception {
    ingest.relate(ann, "follow", bob);
    assertThat(holding(ingest.form(ann, "POST", path(bob, "follow"), "reblogs=false")))
        .containsExactly("following");
    assertThat(holding(ingest.relate(ann, "follow", bob))).containsExactly("following");
    assertThat(holding(ingest.relate(ann, "follow", bob, "{\"reblogs\":1}")))
        .containsExactly("following", "showing_reblogs");
    assertThat(Topic.relations(TestServers.kafka(), ann, bob))
        .extracting(event -> ((Followed) event).options().boosts())
        .containsExactly(null, false, null, true);
    assertThat(ingest.relate(ann, "follow", bob, "{\"reblogs\":\"perhaps\"}").status())
        .isEqualTo(422);
  }

  @Test
  void whoFollowsMayWantToBeNotifiedOfEachPost() throws Exception {
    ingest.relate(ann, "follow", bob);
    assertThat(holding(ingest.relate(ann, "follow", bob, "{\"notify\":true}")))
        .containsExactly("following", "showing_reblogs", "notifying");
    assertThat(holding(ingest.form(ann, "POST", path(bob, "follow"), "reblogs=false")))
        .containsExactly("following", "notifying");
    assertThat(holding(ingest.relate(ann, "follow", bob, "{\"notify\":false}")))
        .containsExactly("following");
    assertThat(Topic.relations(TestServers.kafka(), ann, bob))
        .extracting(event -> ((Followed) event).options().notified())
        .containsExactly(null, true, null, false);
    long locked = ingest.lockedAccount();
    assertThat(holding(ingest.relate(ann, "follow", locked, "{\"notify\":true}")))
        .as("nothing to be notified of yet")
        .containsExactly("requested");
    assertThat(holding(request(locked, "authorize", ann))).containsExactly("followed_by");
    assertThat(overlay(ann, locked).relation().notified()).isTrue();
  }

  private static String path(long account, String act) {
    return "/api/v1/accounts/" + account + "/" + act;
  }

  private static Answer request(long account, String act, long other) throws Exception {
    return ingest.as(account, "POST", "/api/v1/follow_requests/" + other + "/" + act, "");
  }

  @Test
  void unfollowEndsFollowingAndItsOptions() throws Exception {
    ingest.relate(ann, "follow", bob, "{\"reblogs\":false}");
    assertThat(holding(ingest.relate(ann, "unfollow", bob))).isEmpty();
    assertThat(log(ann, bob)).containsExactly(Followed.class, Unfollowed.class);
    assertThat(overlay(ann, bob).relation()).isEqualTo(Relation.NONE);
    assertThat(holding(ingest.relate(ann, "follow", bob)))
        .containsExactly("following", "showing_reblogs");
  }

  @Test
  void lockedAccountIsAskedAndAcceptsAtOnceForBoth() throws Exception {
    long locked = ingest.lockedAccount();
    Answer asked = ingest.relate(ann, "follow", locked, "{\"reblogs\":false}");
    assertThat(holding(asked)).containsExactly("requested");
    assertThat(last(ann, locked))
        .isInstanceOfSatisfying(
            FollowRequested.class, e -> assertThat(e.options().boosts()).isFalse());
    assertThat(holding(ingest.relate(locked, "mute", ann)))
        .containsExactly("muting", "muting_notifications", "requested_by");

    assertThat(holding(request(locked, "authorize", ann)))
        .containsExactly("followed_by", "muting", "muting_notifications");
    assertThat(last(ann, locked)).isInstanceOf(FollowAccepted.class);
    assertThat(overlay(ann, locked).relation())
        .isEqualTo(new Relation(true, false, true, false, 0))
        .isEqualTo(defined(ann, locked));
    assertThat(request(locked, "authorize", ann).status()).isEqualTo(404);

    assertThat(holding(ingest.relate(ann, "follow", locked, "{\"reblogs\":true}")))
        .as("follows already, so only the option changes")
        .containsExactly("following", "showing_reblogs");
    assertThat(defined(ann, locked)).isEqualTo(overlay(ann, locked).relation());
  }

  @Test
  void rejectedRequestIsGoneAndMayBeMadeAgain() throws Exception {
    long locked = ingest.lockedAccount();
    ingest.relate(ann, "follow", locked);
    assertThat(holding(request(locked, "reject", ann))).isEmpty();
    assertThat(request(locked, "reject", ann).status()).isEqualTo(404);
    assertThat(request(locked, "authorize", ann).status()).isEqualTo(404);
    assertThat(log(ann, locked)).containsExactly(FollowRequested.class, FollowRejected.class);
    assertThat(overlay(ann, locked).relation()).isEqualTo(Relation.NONE);
    assertThat(holding(ingest.relate(ann, "follow", locked))).containsExactly("requested");
    assertThat(holding(ingest.relate(ann, "unfollow", locked))).isEmpty();
    assertThat(request(locked, "authorize", ann).status()).as("taken back").isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorize", "reject"})
  void answerToARequestThatNobodyMadeIs404(String act) throws Exception {
    assertThat(request(ann, act, bob).status()).isEqualTo(404);
    assertThat(request(ann, act, ann).status()).isEqualTo(404);
    assertThat(request(ann, act, 77).status()).isEqualTo(404);
    assertThat(log(bob, ann)).isEmpty();
  }

  @Test
  void requestThatOnlyTheTargetsSideKnowsOfCanBeAccepted() throws Exception {
    writeAsTheFanOut(ann, new RelationsBuilder().setInverse(bob, false, true).build(1));
    assertThat(holding(request(ann, "authorize", bob))).containsExactly("followed_by");
    assertThat(overlay(bob, ann).relation()).isEqualTo(Relation.FOLLOWING);
  }

  @Test
  void accountThatIsNotLockedAnyMoreAcceptsAllRequests() throws Exception {
    long locked = ingest.lockedAccount();
    RelationsBuilder relations = new RelationsBuilder();
    List<Long> asking = List.of(ann, bob, ingest.account());
    asking.forEach(account -> relations.setInverse(account, false, true));
    writeAsTheFanOut(locked, relations.build(1));
    String path = "/api/v1/accounts/update_credentials";

    Answer still = ingest.form(locked, "PATCH", path, "display_name=L");
    assertThat(still.body().path("source").path("follow_requests_count").asInt()).isEqualTo(3);
    assertThat(asking).allSatisfy(account -> assertThat(log(account, locked)).isEmpty());

    Answer open = ingest.form(locked, "PATCH", path, "locked=false");
    assertThat(open.body().path("locked").asBoolean(true)).isFalse();
    assertThat(open.body().path("source").path("follow_requests_count").asInt(-1)).isZero();
    assertThat(asking)
        .allSatisfy(
            account -> assertThat(log(account, locked)).containsExactly(FollowAccepted.class));
    assertThat(holding(ingest.relate(bob, "follow", locked))).contains("following");

    assertThat(ingest.form(locked, "PATCH", path, "bot=true").status()).isEqualTo(200);
    assertThat(log(ann, locked))
        .as("what is still pending is accepted with the next change")
        .containsExactly(FollowAccepted.class, FollowAccepted.class);
  }

  @Test
  void blockEndsFollowingBothWaysAndKeepsBothApart() throws Exception {
    ingest.relate(ann, "follow", bob);
    ingest.relate(bob, "follow", ann);
    assertThat(holding(ingest.relate(ann, "block", bob))).containsExactly("blocking");
    assertThat(log(ann, bob)).containsExactly(Followed.class, Blocked.class);
    assertThat(log(bob, ann)).containsExactly(Followed.class, Unfollowed.class);
    assertThat(overlay(ann, bob).relation()).isEqualTo(defined(ann, bob));
    assertThat(overlay(bob, ann).relation()).isEqualTo(Relation.NONE);

    assertThat(ingest.relate(ann, "follow", bob).status()).isEqualTo(403);
    assertThat(ingest.relate(bob, "follow", ann).status()).isEqualTo(403);
    assertThat(holding(ingest.relate(bob, "unfollow", ann))).containsExactly("blocked_by");
    assertThat(holding(ingest.relate(ann, "block", bob))).containsExactly("blocking");
  }

  @Test
  void blockTakesARequestBack() throws Exception {
    long locked = ingest.lockedAccount();
    ingest.relate(ann, "follow", locked);
    assertThat(holding(ingest.relate(locked, "block", ann))).containsExactly("blocking");
    assertThat(request(locked, "authorize", ann).status()).isEqualTo(404);
    assertThat(defined(ann, locked)).isEqualTo(Relation.NONE);
  }

  @Test
  void unblockEndsTheBlockAndWhatWasFollowedInSpiteOfIt() throws Exception {
    ingest.relate(ann, "block", bob);
    // As if bob's request had been checked before the block and published after it.
    RelationsBuilder inSpite = new RelationsBuilder().set(ann, Relation.FOLLOWING, false);
    OwnRelation own = overlay(bob, ann);
    writeAsTheFanOut(bob, inSpite.applied(own.partition(), own.offset()).build(1));
    assertThat(holding(ingest.relate(ann, "unblock", bob))).isEmpty();
    assertThat(log(ann, bob)).containsExactly(Blocked.class, Unblocked.class);
    assertThat(last(bob, ann)).isInstanceOf(Unfollowed.class);
    assertThat(overlay(bob, ann).relation()).isEqualTo(Relation.NONE);
    assertThat(holding(ingest.relate(bob, "follow", ann))).contains("following");
  }

  @Test
  void unblockOfOneWhoIsNotBlockedEndsNobodysFollowing() throws Exception {
    ingest.relate(bob, "follow", ann);
    assertThat(holding(ingest.relate(ann, "unblock", bob))).containsExactly("followed_by");
    assertThat(log(bob, ann)).containsExactly(Followed.class);
    assertThat(log(ann, bob))
        .as("Redis may not know of the block yet")
        .containsExactly(Unblocked.class);
  }

  @Test
  void muteKeepsFollowingAndMayEndByItself() throws Exception {
    ingest.relate(ann, "follow", bob);
    Answer muted = ingest.relate(ann, "mute", bob, "{\"notifications\":false,\"duration\":3600}");
    assertThat(holding(muted))
        .containsExactly("following", "showing_reblogs", "muting", "muting_notifications");
    Instant until = Instant.parse(muted.body().path("muting_expires_at").asText());
    assertThat(until).isCloseTo(Instant.now().plusSeconds(3_600), within(1, ChronoUnit.MINUTES));
    assertThat(last(ann, bob))
        .isInstanceOfSatisfying(Muted.class, e -> assertThat(e.until()).isEqualTo(until));
    assertThat(overlay(ann, bob).relation()).isEqualTo(defined(ann, bob));

    Answer forEver = ingest.form(ann, "POST", path(bob, "mute"), "duration=0");
    assertThat(holding(forEver)).contains("muting", "muting_notifications");
    assertThat(forEver.body().path("muting_expires_at").isNull()).isTrue();
    assertThat(last(ann, bob))
        .isInstanceOfSatisfying(Muted.class, e -> assertThat(e.until()).isNull());

    assertThat(holding(ingest.relate(ann, "unmute", bob)))
        .containsExactly("following", "showing_reblogs");
    assertThat(last(ann, bob)).isInstanceOf(Unmuted.class);
  }

  @Test
  void muteThatHasEndedIsNone() throws Exception {
    long past = Instant.now().minusSeconds(1).toEpochMilli();
    writeAsTheFanOut(
        ann,
        new RelationsBuilder()
            .set(bob, new Relation(true, false, false, false, past), false)
            .build(1));
    Answer answer = ingest.relate(ann, "follow", bob);
    assertThat(holding(answer)).containsExactly("following", "showing_reblogs");
    assertThat(answer.body().path("muting_expires_at").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"soon\"", "315360001", "99999999999999999999", "[[]]"})
  void muteOfAnImpossibleDurationIsRefused(String duration) throws Exception {
    Answer answer = ingest.relate(ann, "mute", bob, "{\"duration\":" + duration + "}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.error()).startsWith("Validation failed: ");
    assertThat(log(ann, bob)).isEmpty();
  }

  @Test
  void removedFollowerFollowsNoMoreAtOnce() throws Exception {
    ingest.relate(bob, "follow", ann);
    assertThat(holding(ingest.relate(ann, "remove_from_followers", bob))).isEmpty();
    assertThat(log(bob, ann)).containsExactly(Followed.class, Unfollowed.class);
    assertThat(overlay(bob, ann).relation()).isEqualTo(Relation.NONE);
    assertThat(log(ann, bob)).isEmpty();
  }

  @Test
  void removingAFollowerWhoOnlyAskedLeavesTheRequest() throws Exception {
    long locked = ingest.lockedAccount();
    ingest.relate(ann, "follow", locked);
    assertThat(holding(ingest.relate(locked, "remove_from_followers", ann)))
        .containsExactly("requested_by");
    assertThat(holding(request(locked, "authorize", ann))).containsExactly("followed_by");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "follow",
        "unfollow",
        "block",
        "unblock",
        "mute",
        "unmute",
        "remove_from_followers"
      })
  void nothingCanBeDoneTowardsOneselfOrNobody(String act) throws Exception {
    assertThat(ingest.relate(ann, act, ann).status()).isEqualTo(403);
    assertThat(ingest.relate(ann, act, 77).status()).isEqualTo(404);
    assertThat(ingest.as(ann, "POST", "/api/v1/accounts/x/" + act, "").status()).isEqualTo(404);
    assertThat(ingest.relate(987_654, act, ann).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({
    "follow, write:follows, write:blocks",
    "unfollow, write:follows, write:mutes",
    "remove_from_followers, write:follows, write:blocks",
    "block, write:blocks, write:follows",
    "unblock, write:blocks, write:mutes",
    "mute, write:mutes, write:blocks",
    "unmute, write:mutes, read",
  })
  void everyActHasItsScope(String act, String scope, String other) throws Exception {
    for (String enough : List.of(scope, "write", "follow")) {
      assertThat(ingest.send("POST", path(bob, act), ingest.token(ann, enough), "").status())
          .as(enough)
          .isEqualTo(200);
    }
    assertThat(ingest.send("POST", path(bob, act), ingest.token(ann, other), "").status())
        .isEqualTo(403);
  }

  @Test
  void whatTheFanOutHasAppliedCountsMoreThanTheOverlay() throws Exception {
    ingest.relate(ann, "follow", bob);
    OwnRelation own = overlay(ann, bob);
    writeAsTheFanOut(
        ann, new RelationsBuilder().applied(own.partition(), own.offset() - 1).build(1));
    assertThat(holding(ingest.relate(bob, "mute", ann))).contains("followed_by");
    writeAsTheFanOut(ann, new RelationsBuilder().applied(own.partition(), own.offset()).build(2));
    assertThat(holding(ingest.relate(bob, "mute", ann))).doesNotContain("followed_by");
  }

  @Test
  void postsOfWhoBlocksAreAbsentForTheBlocked() throws Exception {
    String post = ingest.publish(ann, "before the block").id();
    String other = ingest.publish(ann, "another").id();
    String statuses = "/api/v1/statuses/";
    String boost = ingest.as(bob, "POST", statuses + post + "/reblog", "").id();
    ingest.relate(ann, "block", bob);

    String reply = "{\"status\":\"x\",\"in_reply_to_id\":\"" + post + "\"}";
    assertThat(ingest.as(bob, "POST", "/api/v1/statuses", reply).status()).isEqualTo(404);
    assertThat(ingest.as(bob, "POST", statuses + other + "/reblog", "").status()).isEqualTo(404);
    assertThat(ingest.as(bob, "POST", statuses + other + "/unreblog", "").status()).isEqualTo(404);
    Answer taken = ingest.as(bob, "POST", statuses + post + "/unreblog", "");
    assertThat(taken.status()).as("the boost may be taken back").isEqualTo(200);
    assertThat(taken.id()).isEqualTo(post);
    assertThat(redis.await(new OverlayReader(redis).post(Long.parseLong(boost))).orElseThrow())
        .matches(body -> body.deleted());
    assertThat(ingest.as(bob, "POST", statuses + post + "/unreblog", "").status()).isEqualTo(404);
  }

  @Test
  void postsOfTheBlockedMayBeAnsweredButNotBoosted() throws Exception {
    String post = ingest.publish(bob, "x").id();
    ingest.relate(ann, "block", bob);
    assertThat(ingest.as(ann, "POST", "/api/v1/statuses/" + post + "/reblog", "").status())
        .isEqualTo(404);
    String reply = "{\"status\":\"x\",\"in_reply_to_id\":\"" + post + "\"}";
    assertThat(ingest.as(ann, "POST", "/api/v1/statuses", reply).status()).isEqualTo(200);
  }

  @Test
  void boostOfWhoBlocksIsAbsentWhoeverBoostedIt() throws Exception {
    long carl = ingest.account();
    String post = ingest.publish(ann, "x").id();
    String boost = ingest.as(carl, "POST", "/api/v1/statuses/" + post + "/reblog", "").id();
    ingest.relate(ann, "block", bob);
    assertThat(ingest.as(bob, "POST", "/api/v1/statuses/" + boost + "/reblog", "").status())
        .isEqualTo(404);
  }

  @Test
  void blockedAccountMayStillMention() throws Exception {
    String name = RunningIngest.newName();
    long blocking = ingest.account(name);
    ingest.relate(blocking, "block", bob);
    Answer post = ingest.publish(bob, "hey @" + name);
    assertThat(post.status()).isEqualTo(200);
    assertThat(post.body().path("mentions").path(0).path("username").asText()).isEqualTo(name);
  }

  @Test
  void followerMaySeeWhatIsForFollowersAtOnce() throws Exception {
    Answer post =
        ingest.as(ann, "POST", "/api/v1/statuses", "{\"status\":\"x\",\"visibility\":\"private\"}");
    String reply = "{\"status\":\"x\",\"in_reply_to_id\":\"" + post.id() + "\"}";
    assertThat(ingest.as(bob, "POST", "/api/v1/statuses", reply).status()).isEqualTo(404);
    ingest.relate(bob, "follow", ann);
    assertThat(ingest.as(bob, "POST", "/api/v1/statuses", reply).status()).isEqualTo(200);
    assertThat(ingest.as(bob, "POST", "/api/v1/statuses/" + post.id() + "/reblog", "").status())
        .as("but not boost it")
        .isEqualTo(404);
  }

  /// Whoever is first in the log: what holds is what the log says, and the overlay says the same.
  @Test
  void blockAndFollowAtTheSameTimeEndAsTheLogSays() throws Exception {
    int followedInSpite = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 30; round++) {
        long blocking = ingest.account();
        long following = ingest.account();
        Callable<Answer> block = () -> ingest.relate(blocking, "block", following);
        Callable<Answer> follow = () -> ingest.relate(following, "follow", blocking);
        List<Future<Answer>> both =
            threads.invokeAll(round % 2 == 0 ? List.of(block, follow) : List.of(follow, block));
        for (Future<Answer> answer : both) {
          assertThat(answer.get().status()).isIn(200, 403);
        }
        assertThat(overlay(blocking, following).relation())
            .isEqualTo(defined(blocking, following))
            .matches(Relation::blocking);
        Relation inverse = defined(following, blocking);
        assertThat(overlay(following, blocking).relation()).isEqualTo(inverse);
        followedInSpite += inverse.following() ? 1 : 0;

        assertThat(holding(ingest.relate(blocking, "unblock", following))).isEmpty();
        assertThat(defined(following, blocking)).isEqualTo(Relation.NONE);
        assertThat(overlay(following, blocking).relation()).isEqualTo(Relation.NONE);
      }
    }
    System.out.println("followed in spite of the block in " + followedInSpite + " of 30 rounds");
  }

  @Test
  void answerHasEveryMemberThatClientsLookFor() throws Exception {
    assertThat(ingest.relate(ann, "follow", bob).body().propertyStream().map(m -> m.getKey()))
        .contains("id", "languages", "muting_expires_at", "domain_blocking", "endorsed", "note")
        .hasSize(16);
  }
}
