package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.ListMembersChanged;
import io.rivulet.event.ListReplies;
import io.rivulet.event.ListSaved;
import io.rivulet.event.MarkerMoved;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Unreacted;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.id.Ids;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.pulse.Journey;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Tally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What follows from events beside timelines, up to Redis: counts, a viewer's reactions, notices,
/// what is kept.
class ResponsesTopologyIT {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long EVA = 3;
  private static final Instant NOW = Events.NOW;

  @TempDir Path state;
  private FanoutDriver job;
  private long post;

  @BeforeEach
  void start() {
    job = new FanoutDriver(state);
    job.account(ANN, "ann");
    job.account(BEN, "ben");
    job.account(EVA, "eva");
    post = job.publish(ANN);
    job.settle();
  }

  @AfterEach
  void stop() {
    job.close();
  }

  private byte[] stored(byte[] key) {
    return job.redis.await(job.redis.commands().get(key));
  }

  private Tally tally() {
    return Tally.decode(stored(Keyspace.tally(post)));
  }

  private Reactions.One reactions(long viewer) {
    return Reactions.decode(stored(Keyspace.reactions(viewer, Reactions.period(post)))).to(post);
  }

  private List<Notice> notices(long account) {
    return Notices.decode(stored(Keyspace.notices(account)));
  }

  private List<Notice.Kind> kinds(long account) {
    return notices(account).stream().map(Notice::kind).toList();
  }

  private void react(long account, Reaction reaction, long id) {
    job.send(new Reacted(id, account, reaction, new PostRef(post, ANN), NOW, null));
  }

  private void takeBack(long account, Reaction reaction) {
    job.send(new Unreacted(account, reaction, new PostRef(post, ANN), NOW, null));
  }

  private long reply(long author, Visibility visibility, Mention... mentions) {
    long id = post + 1_000 + author;
    job.send(answer(author, id, new PostRef(post, ANN), visibility, mentions));
    return id;
  }

  @Test
  void whoLikesIsCountedOnceAndToldToTheAuthor() {
    react(BEN, Reaction.LIKE, 500);
    react(BEN, Reaction.LIKE, 500);
    react(EVA, Reaction.LIKE, 501);
    job.settle();
    assertThat(tally().likes()).isEqualTo(2);
    assertThat(tally().applied().of(Source.acts(0))).isEqualTo(2);
    assertThat(reactions(BEN).has(Reaction.LIKE)).isTrue();
    assertThat(reactions(ANN).flags()).isZero();
    assertThat(notices(ANN))
        .containsExactly(
            new Notice(501, Notice.Kind.LIKE, EVA, post),
            new Notice(500, Notice.Kind.LIKE, BEN, post));

    takeBack(BEN, Reaction.LIKE);
    takeBack(BEN, Reaction.LIKE);
    job.settle();
    assertThat(tally().likes()).isEqualTo(1);
    assertThat(reactions(BEN).flags()).isZero();
    assertThat(notices(ANN)).extracting(Notice::actor).containsExactly(EVA);
  }

  @Test
  void bookmarksAndPinsAreNobodyElsesBusiness() {
    react(BEN, Reaction.BOOKMARK, 500);
    react(ANN, Reaction.PIN, 501);
    react(ANN, Reaction.LIKE, 502);
    job.settle();
    assertThat(tally().likes()).isEqualTo(1);
    assertThat(reactions(BEN).has(Reaction.BOOKMARK)).isTrue();
    assertThat(reactions(ANN).has(Reaction.PIN)).isTrue();
    assertThat(notices(ANN)).as("one is not told of one's own").isEmpty();
  }

  @Test
  void aBoostIsCountedAndToldUntilItIsTakenBack() {
    long boost = job.boost(BEN, post, ANN);
    job.settle();
    assertThat(tally().boosts()).isEqualTo(1);
    assertThat(reactions(BEN).boost()).isEqualTo(boost);
    assertThat(notices(ANN)).containsExactly(new Notice(boost, Notice.Kind.BOOST, BEN, post));

    job.delete(BEN, boost);
    job.settle();
    assertThat(tally().boosts()).isZero();
    assertThat(reactions(BEN).flags()).isZero();
    assertThat(notices(ANN)).isEmpty();

    long again = job.boost(BEN, post, ANN);
    job.settle();
    assertThat(tally().boosts()).isEqualTo(1);
    assertThat(reactions(BEN).boost()).isEqualTo(again);
  }

  @Test
  void onlyAnswersThatEverybodyMaySeeAreCounted() {
    long open = reply(BEN, Visibility.PUBLIC);
    reply(EVA, Visibility.FOLLOWERS);
    reply(ANN, Visibility.DIRECT);
    job.settle();
    assertThat(tally().replies()).isEqualTo(1);
    job.delete(BEN, open);
    job.settle();
    assertThat(tally().replies()).isZero();
  }

  @Test
  void theMentionedAreToldWhateverTheVisibility() {
    long id = reply(BEN, Visibility.DIRECT, new Mention(EVA, "eva"), new Mention(BEN, "ben"));
    job.settle();
    assertThat(notices(EVA)).containsExactly(new Notice(id, Notice.Kind.MENTION, BEN, id));
    assertThat(notices(BEN)).isEmpty();
  }

  private void notify(boolean of, long... accounts) {
    for (long account : accounts) {
      job.send(new Followed(account, ANN, FollowOptions.notified(of), NOW, null));
    }
    job.settle();
  }

  private List<Notice> ofPosts(long account) {
    return notices(account).stream().filter(notice -> notice.kind() == Notice.Kind.POST).toList();
  }

  @Test
  void whoWantsToIsNotifiedOfEachPost() {
    notify(true, BEN, EVA);
    long first = job.publish(ANN);
    job.settle();
    notify(false, EVA);
    long second = job.publish(ANN);
    job.settle();
    assertThat(ofPosts(BEN))
        .containsExactly(
            new Notice(second, Notice.Kind.POST, ANN, second),
            new Notice(first, Notice.Kind.POST, ANN, first));
    assertThat(ofPosts(EVA)).containsExactly(new Notice(first, Notice.Kind.POST, ANN, first));
    assertThat(ofPosts(ANN)).isEmpty();

    job.unfollow(BEN, ANN, null);
    job.follow(BEN, ANN, null);
    job.settle();
    job.publish(ANN);
    job.settle();
    assertThat(ofPosts(BEN)).as("it ended with the following").hasSize(2);
  }

  @Test
  void neitherBoostsNorAnswersToOthersNorWhatIsDirectAreNotifiedOf() {
    notify(true, BEN);
    long others = job.publish(EVA);
    job.settle();
    job.boost(ANN, others, EVA);
    job.send(answer(11, new PostRef(others, EVA), Visibility.PUBLIC));
    job.send(answer(12, null, Visibility.DIRECT));
    job.settle();
    assertThat(ofPosts(BEN)).isEmpty();
    job.send(answer(13, new PostRef(post, ANN), Visibility.FOLLOWERS));
    job.settle();
    assertThat(ofPosts(BEN)).as("his own thread").extracting(Notice::id).containsExactly(13L);
  }

  /// As after a crash: the topics go back by different times.
  @Test
  void aWishThatIsPlannedAfterThePostsItIsAboutIsHeardAllTheSame() {
    long after = Ids.firstAt(NOW.plusSeconds(1));
    job.publish(ANN); // before the wish, by its id
    job.send(answer(after, null, Visibility.PUBLIC));
    job.send(answer(after + 1, null, Visibility.DIRECT));
    job.send(answer(after + 2, null, Visibility.PUBLIC, new Mention(BEN, "ben")));
    job.settle();
    notify(true, BEN);
    notify(true, BEN);
    assertThat(notices(BEN))
        .containsExactly(
            new Notice(after + 2, Notice.Kind.MENTION, ANN, after + 2),
            new Notice(after, Notice.Kind.POST, ANN, after));
    job.delete(ANN, after);
    job.follow(EVA, ANN, null);
    job.settle();
    assertThat(ofPosts(EVA)).as("she only follows").isEmpty();
    notify(true, EVA);
    assertThat(ofPosts(EVA)).extracting(Notice::id).containsExactly(after + 2);
  }

  @Test
  void whoIsMentionedIsToldOfThatAlone() {
    notify(true, BEN);
    job.send(answer(14, null, Visibility.PUBLIC, new Mention(BEN, "ben")));
    job.settle();
    assertThat(kinds(BEN)).containsExactly(Notice.Kind.MENTION);
  }

  @Test
  void whoAskedIsNotifiedOnlyOnceHeMayFollow() {
    job.send(new FollowRequested(BEN, ANN, FollowOptions.notified(true), NOW, null));
    job.settle();
    job.publish(ANN);
    job.settle();
    assertThat(ofPosts(BEN)).isEmpty();
    job.send(new FollowAccepted(BEN, ANN, NOW, null));
    job.settle();
    long seen = job.publish(ANN);
    job.settle();
    assertThat(ofPosts(BEN)).extracting(Notice::id).containsExactly(seen);
  }

  @Test
  void aPostThatComesAgainIsNotifiedOfOnce() {
    notify(true, BEN);
    PostPublished published = answer(15, null, Visibility.PUBLIC);
    job.send(published);
    job.send(published);
    job.settle();
    assertThat(ofPosts(BEN)).hasSize(1);
  }

  private static PostPublished answer(
      long id, @Nullable PostRef to, Visibility visibility, Mention... mentions) {
    return answer(ANN, id, to, visibility, mentions);
  }

  private static PostPublished answer(
      long author, long id, @Nullable PostRef to, Visibility visibility, Mention... mentions) {
    PostContent content =
        new PostContent("text", null, List.of(), null, List.of(), List.of(mentions), false, "");
    return new PostPublished(id, author, NOW, content, visibility, to, null, null, null);
  }

  @Test
  void aFollowIsToldOnceAndForgottenWhenItEnds() {
    job.follow(BEN, ANN, null);
    job.follow(BEN, ANN, null);
    job.settle();
    assertThat(kinds(ANN)).containsExactly(Notice.Kind.FOLLOW);
    job.unfollow(BEN, ANN, null);
    job.settle();
    assertThat(notices(ANN)).isEmpty();
  }

  @Test
  void aRequestIsToldUntilItIsAnswered() {
    job.send(new FollowRequested(BEN, ANN, FollowOptions.UNCHANGED, NOW, null));
    job.settle();
    assertThat(kinds(ANN)).containsExactly(Notice.Kind.FOLLOW_REQUEST);
    job.send(new FollowAccepted(BEN, ANN, NOW, null));
    job.settle();
    assertThat(notices(ANN)).isEmpty();
  }

  @Test
  void whoBoostedAPostIsToldOfItsEdits() {
    job.boost(BEN, post, ANN);
    job.boost(ANN, post, ANN);
    job.settle();
    job.edit(ANN, PostTarget.of(post), "better", null);
    job.settle();
    assertThat(kinds(BEN)).containsExactly(Notice.Kind.EDIT);
    assertThat(notices(BEN).getFirst().post()).isEqualTo(post);
    job.edit(ANN, PostTarget.of(post), "better still", null);
    job.settle();
    assertThat(kinds(BEN)).as("of the last edit alone").containsExactly(Notice.Kind.EDIT);
    assertThat(notices(EVA)).isEmpty();
  }

  @Test
  void anOlderRecordThatComesAgainChangesNothing() {
    react(BEN, Reaction.LIKE, 500);
    takeBack(BEN, Reaction.LIKE);
    job.settle();
    again(new Delivery.Counted(post, Reaction.LIKE, BEN, BEN, true, Source.acts(0), 0));
    again(new Delivery.Reacted(BEN, post, Reaction.LIKE, true, 0, Source.acts(0), 0));
    job.settle();
    assertThat(tally().likes()).isZero();
    assertThat(reactions(BEN).flags()).isZero();
  }

  private void again(Delivery delivery) {
    job.deliveries.pipeInput(
        new TestRecord<>(new byte[4], DeliveryCodec.encode(List.of(delivery)), NOW));
  }

  @Test
  void whoIsBlockedCannotPushOutWhatOneIsToldOf() {
    job.send(new Blocked(ANN, BEN, NOW, null));
    job.settle();
    reply(BEN, Visibility.PUBLIC, new Mention(ANN, "ann"));
    react(BEN, Reaction.LIKE, 500);
    react(EVA, Reaction.LIKE, 501);
    job.settle();
    assertThat(notices(ANN)).extracting(Notice::actor).containsExactly(EVA);
  }

  @Test
  void theNewestNoticesStay() {
    for (int i = 0; i < Notices.KEPT + 45; i++) {
      again(
          new Delivery.Noticed(ANN, new Notice(1_000 + i, Notice.Kind.FOLLOW, 5_000 + i, 0), true));
    }
    job.settle();
    List<Notice> kept = notices(ANN);
    assertThat(kept).hasSize(Notices.KEPT);
    assertThat(kept.getFirst().id()).isEqualTo(1_000 + Notices.KEPT + 44);
    assertThat(kept.getLast().id()).isEqualTo(1_045);
  }

  @Test
  void theWayOfAPostIsNoted() {
    job.follow(BEN, ANN, null);
    job.settle();
    job.open(BEN);
    job.open(ANN);
    long id = job.publish(ANN);
    job.settle();
    Journey journey =
        Journey.of(job.redis.await(job.redis.commands().hgetall(Keyspace.journey(id))));
    assertThat(journey.deliveries()).as("its author and a follower").isEqualTo(2);
    assertThat(journey.planned()).isPositive();
    assertThat(journey.delivered()).isGreaterThanOrEqualTo(journey.planned());
  }

  @Test
  void whatIsKeptIsMadeOfItsEventsInOrderAndWrittenAgainAfterALoss() {
    job.send(new MarkerMoved(BEN, "home", post, NOW, null));
    job.send(new ListSaved(BEN, 77, "Friends", ListReplies.LIST, false, null));
    job.send(new ListMembersChanged(BEN, 77, List.of(ANN), true, null));
    job.settle();
    Kept kept = KeptJson.decode(stored(Keyspace.kept(BEN)));
    assertThat(kept.version()).isEqualTo(2);
    assertThat(kept.markers().get("home")).extracting("lastRead").isEqualTo(post);
    assertThat(kept.list(77).orElseThrow().members()).containsExactly(ANN);

    job.loseAllButStates();
    job.settle();
    job.settle();
    assertThat(KeptJson.decode(stored(Keyspace.kept(BEN)))).isEqualTo(kept);
  }
}
