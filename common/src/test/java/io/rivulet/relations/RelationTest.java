package io.rivulet.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RelationTest {
  private static final Instant AT = Instant.parse("2026-11-22T18:36:50Z");
  private static final Instant LATER = AT.plusSeconds(60);

  private static final RelationEvent FOLLOW = new Followed(1, 2, AT, null);
  private static final RelationEvent UNFOLLOW = new Unfollowed(1, 2, AT, null);
  private static final RelationEvent REQUEST =
      new FollowRequested(1, 2, FollowOptions.UNCHANGED, AT, null);
  private static final RelationEvent ACCEPT = new FollowAccepted(1, 2, AT, null);
  private static final RelationEvent REJECT = new FollowRejected(1, 2, AT, null);
  private static final RelationEvent BLOCK = new Blocked(1, 2, AT, null);
  private static final RelationEvent UNBLOCK = new Unblocked(1, 2, AT, null);
  private static final RelationEvent MUTE = new Muted(1, 2, null, AT, null);
  private static final RelationEvent UNMUTE = new Unmuted(1, 2, AT, null);

  private static RelationEvent follow(@Nullable Boolean boosts) {
    return new Followed(1, 2, new FollowOptions(boosts, null), AT, null);
  }

  private static RelationEvent request(@Nullable Boolean boosts) {
    return new FollowRequested(1, 2, new FollowOptions(boosts, null), AT, null);
  }

  private static final RelationEvent BELL =
      new Followed(1, 2, FollowOptions.notified(true), AT, null);
  private static final RelationEvent BELL_ASKED =
      new FollowRequested(1, 2, FollowOptions.notified(true), AT, null);
  private static final RelationEvent NO_BELL =
      new Followed(1, 2, FollowOptions.notified(false), AT, null);

  private static final Relation NONE = Relation.NONE;
  private static final Relation NOTIFIED = new Relation(true, false, false, true, false, 0);
  private static final Relation FOLLOWING = Relation.FOLLOWING;
  private static final Relation QUIET = new Relation(true, false, true, false, 0);
  private static final Relation ASKED = new Relation(false, true, false, false, 0);
  private static final Relation BLOCKING = new Relation(false, false, false, true, 0);
  private static final Relation MUTED = new Relation(false, false, false, false, Relation.NEVER);

  static Stream<Arguments> histories() {
    return Stream.of(
        arguments("following", List.of(FOLLOW), FOLLOWING),
        arguments("a follower may want to be notified", List.of(FOLLOW, BELL), NOTIFIED),
        arguments("and stays so when he changes other things", List.of(BELL, FOLLOW), NOTIFIED),
        arguments("until he does not want it any more", List.of(BELL, NO_BELL), FOLLOWING),
        arguments("or ceases to follow", List.of(BELL, UNFOLLOW, FOLLOW), FOLLOWING),
        arguments("or asked for it with his request", List.of(BELL_ASKED, ACCEPT), NOTIFIED),
        arguments("following twice is following", List.of(FOLLOW, FOLLOW), FOLLOWING),
        arguments("unfollowing ends it", List.of(FOLLOW, UNFOLLOW), NONE),
        arguments("without boosts", List.of(follow(false)), QUIET),
        arguments("boosts may be switched later", List.of(FOLLOW, follow(false)), QUIET),
        arguments("and back", List.of(follow(false), follow(true)), FOLLOWING),
        arguments("no word of boosts leaves them", List.of(follow(false), FOLLOW), QUIET),
        arguments(
            "a new following begins anew", List.of(follow(false), UNFOLLOW, FOLLOW), FOLLOWING),
        arguments("a request", List.of(REQUEST), ASKED),
        arguments("accepted", List.of(REQUEST, ACCEPT), FOLLOWING),
        arguments("accepted as it was asked", List.of(request(false), ACCEPT), QUIET),
        arguments("rejected", List.of(request(false), REJECT, FOLLOW), FOLLOWING),
        arguments("taken back", List.of(REQUEST, UNFOLLOW, ACCEPT), NONE),
        arguments("nobody is made to follow", List.of(ACCEPT), NONE),
        arguments("a rejection ends no following", List.of(FOLLOW, REJECT), FOLLOWING),
        arguments("a request of a follower asks nothing", List.of(FOLLOW, REQUEST), FOLLOWING),
        arguments("unlocked in between", List.of(REQUEST, FOLLOW), FOLLOWING),
        arguments("a block ends following", List.of(follow(false), BLOCK), BLOCKING),
        arguments("a block ends a request", List.of(REQUEST, BLOCK, ACCEPT), BLOCKING),
        arguments("no following of the blocked", List.of(BLOCK, FOLLOW), BLOCKING),
        arguments("no request to the blocked", List.of(BLOCK, REQUEST), BLOCKING),
        arguments("a block ends it for good", List.of(FOLLOW, BLOCK, UNBLOCK), NONE),
        arguments("an unblock of nobody", List.of(FOLLOW, UNBLOCK), FOLLOWING),
        arguments("a mute", List.of(MUTE), MUTED),
        arguments(
            "a mute with an end", List.of(new Muted(1, 2, LATER, AT, null)), mutedUntil(LATER)),
        arguments(
            "the last mute counts",
            List.of(MUTE, new Muted(1, 2, LATER, AT, null)),
            mutedUntil(LATER)),
        arguments("unmuted", List.of(MUTE, UNMUTE), NONE),
        arguments("a mute outlives a block", List.of(MUTE, FOLLOW, BLOCK, UNBLOCK), MUTED));
  }

  private static Relation mutedUntil(Instant end) {
    return new Relation(false, false, false, false, end.toEpochMilli());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void historyDecides(String what, List<RelationEvent> history, Relation expected) {
    Relation relation = NONE;
    for (RelationEvent event : history) {
      relation = relation.after(event);
    }
    assertThat(relation).isEqualTo(expected);
    assertThat(relation.blocking() && (relation.following() || relation.requested())).isFalse();
  }

  @Test
  void muteEndsByItself() {
    Relation relation = mutedUntil(LATER);
    assertThat(relation.mutedAt(LATER.toEpochMilli() - 1)).isTrue();
    assertThat(relation.mutedAt(LATER.toEpochMilli())).isFalse();
    assertThat(MUTED.mutedAt(LATER.toEpochMilli())).isTrue();
    assertThat(NONE.mutedAt(0)).isFalse();
  }

  @Test
  void everyRelationIsDecodedAsItWasEncoded() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Relation relation =
          new Relation(
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextLong() >>> 1);
      ByteBuffer bytes = ByteBuffer.allocate(Relation.SIZE);
      relation.encode(bytes);
      assertThat(Relation.decode(bytes.flip())).as("seed %d", seed).isEqualTo(relation);
    }
  }
}
