package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.AccountRef;
import io.rivulet.event.Blocked;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Submission;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.publisher.Position;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Submissions about relations, by the publisher that outside producers use.
class RelationSubmissionsIT {
  private static final String KAFKA = TestServers.kafka();

  private static Redis redis;
  private static FeedPublisher feed;
  private static RunningIngest ingest;

  private long ann;
  private long bob;

  @BeforeAll
  static void start() {
    Topic.createAll(KAFKA);
    redis = new Redis(RedisSettings.of(TestServers.redis()));
    feed = FeedPublisher.connect(KAFKA);
    ingest = new RunningIngest(KAFKA, TestServers.redis(), 2);
  }

  @AfterAll
  static void stop() {
    ingest.close();
    feed.close();
    redis.close();
  }

  @BeforeEach
  void twoAccounts() throws Exception {
    ann = ingest.account();
    bob = ingest.account();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
  }

  private static List<Event> events(Position position, String... topics) {
    return Stream.of(topics)
        .flatMap(topic -> Topic.read(KAFKA, topic).stream())
        .map(record -> EventJson.decode(record.value()))
        .filter(event -> isOf(event.origin(), position))
        .toList();
  }

  private static boolean isOf(@Nullable Origin origin, Position position) {
    return origin != null
        && origin.partition() == position.partition()
        && origin.offset() == position.offset();
  }

  private static List<Event> events(Position position, int count) {
    soon().until(() -> events(position, Topics.RELATIONS).size() >= count);
    List<Event> events = events(position, Topics.RELATIONS);
    assertThat(events).hasSize(count);
    return events;
  }

  private static Event event(CompletableFuture<Position> submitted) {
    return events(submitted.join(), 1).getFirst();
  }

  private static DeadLetter deadLetter(CompletableFuture<Position> submitted) {
    Position position = submitted.join();
    soon().until(() -> find(position).isPresent());
    assertThat(events(position, Topics.RELATIONS, Topics.POSTS)).isEmpty();
    return find(position).orElseThrow();
  }

  private static Optional<DeadLetter> find(Position position) {
    return Topic.read(KAFKA, Topics.DEAD_LETTERS).stream()
        .map(DeadLetter::read)
        .filter(
            letter ->
                letter.source().partition() == position.partition()
                    && letter.source().offset() == position.offset())
        .findFirst();
  }

  private static void fanOut(Long... accounts) {
    RelationLog.read(KAFKA).write(redis, List.of(accounts));
  }

  private static String id(long account) {
    return Long.toString(account);
  }

  @Test
  void everyActMakesItsRecord() {
    Instant until = Instant.parse("2040-01-01T00:00:00Z");
    assertThat(event(feed.follow(id(ann), id(bob), FollowOptions.boosts(false))))
        .isInstanceOfSatisfying(
            Followed.class,
            e -> {
              assertThat(e.follower()).isEqualTo(ann);
              assertThat(e.followee()).isEqualTo(bob);
              assertThat(e.options().boosts()).isFalse();
            });
    assertThat(event(feed.unfollow(id(ann), id(bob)))).isInstanceOf(Unfollowed.class);
    assertThat(event(feed.mute(id(ann), id(bob), until)))
        .isInstanceOfSatisfying(Muted.class, e -> assertThat(e.until()).isEqualTo(until));
    assertThat(event(feed.unmute(id(ann), id(bob)))).isInstanceOf(Unmuted.class);
    assertThat(RelationLog.read(KAFKA).of(ann, bob)).isEqualTo(Relation.NONE);
  }

  @Test
  void blockAndUnblockMakeTwoRecordsEach() {
    Position block = feed.block(id(ann), id(bob)).join();
    assertThat(events(block, 2))
        .containsExactlyInAnyOrder(
            new Blocked(ann, bob, block.at(), origin(block, 0)),
            new Unfollowed(bob, ann, block.at(), origin(block, 1)));
    fanOut(ann, bob);
    Position unblock = feed.unblock(id(ann), id(bob)).join();
    assertThat(events(unblock, 2))
        .containsExactlyInAnyOrder(
            new Unfollowed(bob, ann, unblock.at(), origin(unblock, 0)),
            new Unblocked(ann, bob, unblock.at(), origin(unblock, 1)));
    fanOut(ann, bob);
    Position again = feed.unblock(id(ann), id(bob)).join();
    assertThat(events(again, 1))
        .as("nobody's following ends where nobody is blocked")
        .containsExactly(new Unblocked(ann, bob, again.at(), origin(again, 1)));
  }

  private static Origin origin(Position position, int index) {
    return new Origin(position.partition(), position.offset(), index);
  }

  @Test
  void lockedAccountIsAskedAndAnswers() throws Exception {
    long locked = ingest.lockedAccount();
    assertThat(event(feed.follow(id(ann), id(locked), FollowOptions.boosts(true))))
        .isInstanceOfSatisfying(
            FollowRequested.class, e -> assertThat(e.options().boosts()).isTrue());
    event(feed.follow(id(bob), id(locked)));
    fanOut(ann, bob, locked);
    assertThat(event(feed.acceptFollow(id(locked), id(ann)))).isInstanceOf(FollowAccepted.class);
    assertThat(event(feed.rejectFollow(id(locked), id(bob)))).isInstanceOf(FollowRejected.class);
    RelationLog log = RelationLog.read(KAFKA);
    assertThat(log.of(ann, locked)).isEqualTo(Relation.FOLLOWING);
    assertThat(log.of(bob, locked)).isEqualTo(Relation.NONE);
  }

  @Test
  void answerWaitsForTheFanOutToBringTheRequest() throws Exception {
    long locked = ingest.lockedAccount();
    event(feed.follow(id(ann), id(locked)));
    CompletableFuture<Position> accepted = feed.acceptFollow(id(locked), id(ann));
    fanOut(ann, locked);
    assertThat(event(accepted)).isInstanceOf(FollowAccepted.class);
  }

  @Test
  void accountLockedByASubmissionIsAskedBeforeTheFanOutHasIt() {
    String name = RunningIngest.newName();
    long locked = account(name, true);
    assertThat(event(feed.publish(follow(name)))).isInstanceOf(FollowRequested.class);
    account(name, false);
    Event followed = event(feed.publish(follow(name)));
    assertThat(followed)
        .isInstanceOfSatisfying(Followed.class, e -> assertThat(e.followee()).isEqualTo(locked));
  }

  private static long account(String name, boolean locked) {
    Position position = feed.account(name, locked(locked)).join();
    soon().until(() -> !events(position, Topics.ACCOUNTS).isEmpty());
    return position.id();
  }

  private Submission follow(String followee) {
    return new Submission.Follow(
        AccountRef.of(ann), AccountRef.named(followee), FollowOptions.UNCHANGED);
  }

  private static Profile locked(boolean locked) {
    return new Profile("", "", "", "", List.of(), false, locked);
  }

  @Test
  void whatCannotBeIsADeadLetterWithItsReason() {
    event(feed.follow(id(bob), id(ann)));
    events(feed.block(id(ann), id(bob)).join(), 2);
    fanOut(ann, bob);
    assertThat(deadLetter(feed.follow(id(bob), id(ann))).reason()).isEqualTo("blocked");
    assertThat(deadLetter(feed.follow(id(ann), id(bob))).reason()).isEqualTo("blocked");
    assertThat(deadLetter(feed.acceptFollow(id(ann), id(bob))).reason()).isEqualTo("no-request");
    assertThat(deadLetter(feed.rejectFollow(id(ann), id(bob))).reason()).isEqualTo("no-request");
    assertThat(deadLetter(feed.acceptFollow(id(ann), "77")).reason()).isEqualTo("unknown-follower");
    assertThat(deadLetter(feed.block(id(ann), "77")).reason()).isEqualTo("unknown-target");
    assertThat(deadLetter(feed.mute(id(ann), "@nobody", null)).reason())
        .isEqualTo("unknown-target");
    assertThat(deadLetter(feed.block("77", id(ann))).reason()).isEqualTo("unknown-author");
    assertThat(deadLetter(feed.block(id(ann), id(ann))).reason()).isEqualTo("invalid");
  }

  @Test
  void postsOfWhoBlocksAreUnknown() throws Exception {
    String post = ingest.publish(ann, "x").id();
    ingest.relate(ann, "block", bob);
    PostTarget target = PostTarget.of(Long.parseLong(post));
    assertThat(deadLetter(feed.boost(id(bob), "b", target)).reason()).isEqualTo("unknown-post");
    assertThat(deadLetter(feed.post(id(bob)).text("x").replyTo(target).publish()).reason())
        .isEqualTo("unknown-post");
    String mine = ingest.publish(bob, "x").id();
    assertThat(deadLetter(feed.boost(id(ann), "b", PostTarget.of(Long.parseLong(mine)))).reason())
        .isEqualTo("not-boostable");
  }

  @Test
  void directPostIsNobodysToBoost() {
    Position post =
        feed.post(id(ann)).text("x").visibility(Visibility.DIRECT).clientKey("d").publish().join();
    soon().until(() -> !events(post, Topics.POSTS).isEmpty());
    PostPublished direct = (PostPublished) events(post, Topics.POSTS).getFirst();
    assertThat(direct.visibility()).isEqualTo(Visibility.DIRECT);
    writeAsTheFanOut(direct);
    PostTarget target = PostTarget.of(direct.id());
    assertThat(deadLetter(feed.boost(id(ann), "b", target)).reason()).isEqualTo("not-boostable");
    assertThat(deadLetter(feed.boost(id(bob), "b", target)).reason()).isEqualTo("unknown-post");
  }

  private static void writeAsTheFanOut(PostPublished published) {
    WebAddresses addresses = new WebAddresses(URI.create("https://rivulet.example"));
    PostBody body = PostBody.of(Post.of(published), 0, new StatusRenderer(addresses));
    redis.await(redis.commands().set(Keyspace.post(published.id()), body.bytes()));
  }

  @Test
  void boostOfWhatWasMadeOnAClockAheadIsAboveItAndTheSameInAReplay() throws Exception {
    long ahead = Ids.firstAt(Instant.now().plus(Duration.ofMinutes(5))) + 99;
    writeAsTheFanOut(
        new PostPublished(
            ahead,
            ann,
            Ids.time(ahead),
            PostContent.ofText("x"),
            Visibility.PUBLIC,
            null,
            null,
            null,
            null));
    Position position = feed.boost(id(bob), "b", PostTarget.of(ahead)).join();
    soon().until(() -> !events(position, Topics.POSTS).isEmpty());
    PostPublished boost = (PostPublished) events(position, Topics.POSTS).getFirst();
    assertThat(boost.id()).isGreaterThan(ahead).isNotEqualTo(position.id());
    workAgain();
    soon().until(() -> events(position, Topics.POSTS).size() == 2);
    assertThat(events(position, Topics.POSTS)).containsOnly(boost);
  }

  /// Ends feed-ingest, does something, and lets it work on all submissions from the first on.
  private static void workAgain(Runnable... between) {
    ingest.close();
    Stream.of(between).forEach(Runnable::run);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
      soon()
          .ignoreExceptions()
          .untilAsserted(() -> admin.deleteConsumerGroups(List.of("feed-ingest")).all().get());
    }
    ingest = new RunningIngest(KAFKA, TestServers.redis(), 1);
  }

  @Test
  void replayMakesTheSameEventsThoughTheyChangedWhatTheyRestOn() throws Exception {
    long locked = ingest.lockedAccount();
    Position asked = feed.follow(id(ann), id(locked)).join();
    events(asked, 1);
    Position askedToo = feed.follow(id(bob), id(locked)).join();
    events(askedToo, 1);
    fanOut(ann, bob, locked);
    Position accepted = feed.acceptFollow(id(locked), id(ann)).join();
    Position rejected = feed.rejectFollow(id(locked), id(bob)).join();
    events(accepted, 1);
    events(rejected, 1);
    Position blocked = feed.block(id(locked), id(ann)).join();
    events(blocked, 2);
    fanOut(ann, bob, locked);
    Position unblocked = feed.unblock(id(locked), id(ann)).join();
    events(unblocked, 2);
    fanOut(ann, bob, locked);
    RelationLog before = RelationLog.read(KAFKA);
    List<Position> all = List.of(asked, askedToo, accepted, rejected, blocked, unblocked);
    List<List<Event>> first = all.stream().map(p -> events(p, Topics.RELATIONS)).toList();

    workAgain();
    for (int i = 0; i < all.size(); i++) {
      int twice = first.get(i).size() * 2;
      List<Event> both = events(all.get(i), twice);
      assertThat(both).containsOnly(first.get(i).toArray(Event[]::new));
      assertThat(find(all.get(i))).isEmpty();
    }
    RelationLog after = RelationLog.read(KAFKA);
    assertThat(after.of(ann, locked)).isEqualTo(before.of(ann, locked)).isEqualTo(Relation.NONE);
    assertThat(after.of(locked, ann)).isEqualTo(before.of(locked, ann));
  }

  @Test
  void crashBetweenTheTwoRecordsOfABlockLosesNone() {
    event(feed.follow(id(bob), id(ann)));
    Position[] block = new Position[1];
    workAgain(
        () -> {
          block[0] = feed.block(id(ann), id(bob)).join();
          store(new Blocked(ann, bob, block[0].at(), origin(block[0], 0)));
        });
    soon().until(() -> events(block[0], Topics.RELATIONS).size() == 3);
    RelationLog log = RelationLog.read(KAFKA);
    assertThat(log.of(ann, bob).blocking()).isTrue();
    assertThat(log.of(bob, ann)).isEqualTo(Relation.NONE);
  }

  /// Stores what an ingest that crashed did.
  private static void store(RelationEvent event) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.RELATIONS, Topics.key(event.key()), EventJson.encode(event)))
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void accountThatIsNotLockedAnyMoreAcceptsAllRequestsThoughACrashComesBetween() throws Exception {
    String name = RunningIngest.newName();
    long locked = account(name, true);
    long carl = ingest.account();
    long[] asking = {ann, bob, carl};
    RelationsBuilder requests = new RelationsBuilder();
    for (long account : asking) {
      event(feed.follow(id(account), "@" + name));
      requests.setInverse(account, false, true);
    }
    // The first was accepted, and the fan-out has worked on it, before the others were.
    Position[] unlock = new Position[1];
    workAgain(
        () -> {
          unlock[0] = feed.account(name, locked(false)).join();
          store(
              new FollowAccepted(
                  ann, locked, unlock[0].at(), origin(unlock[0], Origin.MAX_INDEX - 2)));
          requests.setInverse(ann, false, false);
          redis.await(redis.commands().set(Keyspace.relations(locked), requests.build(1).encode()));
        });
    assertThat(events(unlock[0], 3))
        .containsExactly(
            new FollowAccepted(
                ann, locked, unlock[0].at(), origin(unlock[0], Origin.MAX_INDEX - 2)),
            new FollowAccepted(
                bob, locked, unlock[0].at(), origin(unlock[0], Origin.MAX_INDEX - 1)),
            new FollowAccepted(carl, locked, unlock[0].at(), origin(unlock[0], Origin.MAX_INDEX)));
    RelationLog log = RelationLog.read(KAFKA);
    for (long account : asking) {
      assertThat(log.of(account, locked)).isEqualTo(Relation.FOLLOWING);
    }
  }
}
