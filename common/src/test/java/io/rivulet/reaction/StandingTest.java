package io.rivulet.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Reaction;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.timeline.CorruptTimelineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final long POST = 700_000_000_000_000_000L;
  private static final Source ACTS = Source.acts(3);

  @Test
  void whatLiesInRedisRoundTrips() {
    Applied applied = Applied.NOTHING.with(Source.posts(1_023), 7).with(ACTS, 1L << 40);
    Tally tally = new Tally(1, 2, 3_000_000_000L, applied);
    assertThat(Tally.decode(tally.encode())).isEqualTo(tally);
    List<Reactions.One> ones =
        List.of(
            new Reactions.One(POST, 1 << Reaction.BOOST.code(), POST + 5),
            new Reactions.One(POST + 1, 0b11111, 9));
    Reactions decoded = Reactions.decode(Reactions.of(applied, ones).encode());
    assertThat(decoded.applied()).isEqualTo(applied);
    assertThat(decoded.size()).isEqualTo(2);
    assertThat(decoded.to(POST)).isEqualTo(ones.get(0));
    assertThat(decoded.to(POST + 1)).isEqualTo(ones.get(1));
    assertThat(decoded.to(POST + 2)).isEqualTo(new Reactions.One(POST + 2, 0, 0));
    OwnReaction own = new OwnReaction(POST, Reaction.BOOST, ACTS, 12, true, POST + 7);
    byte[] inRedis = Arrays.copyOf(own.encode(), own.encode().length + 8);
    assertThat(OwnReaction.decode(own.field(), inRedis)).isEqualTo(own);
  }

  @Test
  void whatIsAbsentIsNoneAndWhatIsTornIsRefused() {
    assertThat(Tally.decode(null)).isEqualTo(Tally.NONE);
    assertThat(Reactions.decode(null).size()).isZero();
    byte[] tally = new Tally(1, 1, 1, Applied.NOTHING.with(ACTS, 1)).encode();
    byte[] reactions =
        Reactions.of(Applied.NOTHING, List.of(new Reactions.One(POST, 1, 0))).encode();
    assertThatThrownBy(() -> Tally.decode(Arrays.copyOf(tally, tally.length - 1)))
        .isInstanceOf(CorruptTimelineException.class);
    assertThatThrownBy(() -> Reactions.decode(Arrays.copyOf(reactions, reactions.length - 1)))
        .isInstanceOf(CorruptTimelineException.class);
  }

  @Test
  void periodsAreTwelveDaysAndBeginWhereTheLastOneEnds() {
    long period = Reactions.period(POST);
    assertThat(Reactions.period(Reactions.firstOf(period))).isEqualTo(period);
    assertThat(Reactions.period(Reactions.firstOf(period) - 1)).isEqualTo(period - 1);
  }

  @Test
  void aLikeOfAMomentAgoIsCountedOnceWhicheverValuesHaveItAlready() {
    Applied has = Applied.NOTHING.with(ACTS, 5);
    Reactions liked =
        Reactions.of(has, List.of(new Reactions.One(POST, 1 << Reaction.LIKE.code(), 0)));
    List<OwnReaction> lately = List.of(new OwnReaction(POST, Reaction.LIKE, ACTS, 5, true, 0));
    for (Tally tally : List.of(Tally.NONE, new Tally(1, 0, 0, has))) {
      for (Reactions reactions : List.of(Reactions.NONE, liked)) {
        Standing standing = Standing.of(POST, tally, reactions, lately);
        assertThat(standing.likes()).isEqualTo(1);
        assertThat(standing.has(Reaction.LIKE)).isTrue();
      }
    }
  }

  @Test
  void whatIsTakenBackIsNotShownThoughTheFanOutHasItStill() {
    Applied has = Applied.NOTHING.with(ACTS, 5);
    Reactions liked =
        Reactions.of(has, List.of(new Reactions.One(POST, 1 << Reaction.LIKE.code(), 0)));
    List<OwnReaction> lately =
        List.of(
            new OwnReaction(POST, Reaction.LIKE, ACTS, 5, true, 0),
            new OwnReaction(POST, Reaction.LIKE, ACTS, 6, false, 0));
    Standing standing = Standing.of(POST, new Tally(9, 0, 0, has), liked, lately);
    assertThat(standing.likes()).isEqualTo(8);
    assertThat(standing.has(Reaction.LIKE)).isFalse();
  }

  @Test
  void othersPostsAreNotConcerned() {
    List<OwnReaction> lately = List.of(new OwnReaction(POST + 1, Reaction.LIKE, ACTS, 5, true, 0));
    assertThat(Standing.of(POST, Tally.NONE, Reactions.NONE, lately).likes()).isZero();
  }

  /// Whatever prefix of one viewer's acts the tally has counted, and whatever other prefix his
  /// reactions have: he always finds all that he did.
  @Test
  void aViewerFindsAllHeDidHoweverFarTheFanOutIs() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<OwnReaction> acts = new ArrayList<>();
      Set<Reaction> state = new HashSet<>();
      List<Set<Reaction>> states = new ArrayList<>(List.of(Set.of()));
      for (int offset = 0; offset < 6; offset++) {
        Reaction reaction =
            List.of(Reaction.LIKE, Reaction.BOOKMARK, Reaction.PIN).get(random.nextInt(3));
        boolean on = !state.contains(reaction);
        if (on) {
          state.add(reaction);
        } else {
          state.remove(reaction);
        }
        states.add(Set.copyOf(state));
        acts.add(new OwnReaction(POST, reaction, ACTS, offset, on, 0));
      }
      int counted = random.nextInt(acts.size() + 1);
      int applied = random.nextInt(acts.size() + 1);
      Tally tally =
          new Tally(10 + (states.get(counted).contains(Reaction.LIKE) ? 1 : 0), 0, 0, at(counted));
      int flags = states.get(applied).stream().mapToInt(reaction -> 1 << reaction.code()).sum();
      Reactions reactions = Reactions.of(at(applied), List.of(new Reactions.One(POST, flags, 0)));
      Standing standing = Standing.of(POST, tally, reactions, acts);
      assertThat(standing.likes())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(state.contains(Reaction.LIKE) ? 11 : 10);
      for (Reaction reaction : List.of(Reaction.LIKE, Reaction.BOOKMARK, Reaction.PIN)) {
        assertThat(standing.has(reaction))
            .as("seed %d, round %d, %s", seed, round, reaction)
            .isEqualTo(state.contains(reaction));
      }
    }
  }

  private static Applied at(int count) {
    return count == 0 ? Applied.NOTHING : Applied.NOTHING.with(ACTS, count - 1);
  }

  @Test
  void postsOfAPeriodAreFoundByReaction() {
    long period = Reactions.period(POST);
    Reactions reactions =
        Reactions.of(
            Applied.NOTHING, List.of(new Reactions.One(POST, 1 << Reaction.PIN.code(), 0)));
    List<OwnReaction> lately =
        List.of(
            new OwnReaction(POST, Reaction.PIN, ACTS, 5, false, 0),
            new OwnReaction(POST + 1, Reaction.PIN, ACTS, 6, true, 0));
    assertThat(Standing.posts(Reaction.PIN, period, reactions, lately)).containsExactly(POST + 1);
  }

  @Test
  void theMembersAreThoseOfTheConvention() {
    Standing standing = Standing.NONE.after(Reaction.LIKE, true, 0).after(Reaction.LIKE, true, 0);
    assertThat(StandingJson.counts(standing))
        .isEqualTo(
            ",\"replies_count\":0,\"reblogs_count\":0,\"favourites_count\":1,\"quotes_count\":0");
    assertThat(StandingJson.flags(standing))
        .contains("\"favourited\":true", "\"reblogged\":false", "\"bookmarked\":false");
  }
}
