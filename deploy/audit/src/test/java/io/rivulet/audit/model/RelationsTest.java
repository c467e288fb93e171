package io.rivulet.audit.model;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What two accounts are to each other, by their records.
final class RelationsTest {
  private static final long ANN = 1;
  private static final long BOB = 2;

  private final ReferenceModel model = new ReferenceModel();
  private final History history = new History(model::apply);

  @Test
  void afterAnUnfollowNothingIsThereAndARefollowBringsItBack() {
    history.follow(BOB, ANN).post(10, ANN).unfollow(BOB, ANN);
    assertThat(model.home(BOB, NOW)).isEmpty();
    assertThat(model.explain(BOB, 10, NOW).because().getLast())
        .hasToString("feed.relations.v1-1-1 unfollowed of 1 by 2");
    history.follow(BOB, ANN);
    assertThat(model.home(BOB, NOW)).containsExactly(10L);
  }

  @Test
  void aFollowWhileTheViewerBlocksMeansNothing() {
    history.block(BOB, ANN).follow(BOB, ANN).request(BOB, ANN, null).accept(BOB, ANN);
    assertThat(model.following(BOB)).isEmpty();
    assertThat(model.requested(BOB)).isEmpty();
    history.unblock(BOB, ANN);
    assertThat(model.following(BOB)).isEmpty();
    history.follow(BOB, ANN);
    assertThat(model.following(BOB)).containsExactly(ANN);
  }

  @Test
  void aBlockEndsFollowingForGoodAndHiddenBoostsWithIt() {
    history.follow(BOB, ANN, false).block(BOB, ANN);
    assertThat(model.blockedBy(ANN)).containsExactly(BOB);
    history.unblock(BOB, ANN).follow(BOB, ANN);
    assertThat(model.hidingBoosts(BOB)).isEmpty();
    assertThat(model.following(BOB)).containsExactly(ANN);
  }

  @Test
  void theBlockedMayFollowButTheUnblockEndsIt() {
    history.block(BOB, ANN).unfollow(ANN, BOB).follow(ANN, BOB).post(10, BOB);
    assertThat(model.explain(ANN, 10, NOW).rule()).isEqualTo(Rule.BLOCK);
    history.unblock(BOB, ANN).unfollow(ANN, BOB);
    assertThat(model.explain(ANN, 10, NOW).rule()).isEqualTo(Rule.NOT_FOLLOWED);
  }

  @Test
  void aRequestFollowsOnlyWhenItIsAccepted() {
    history.request(BOB, ANN, false);
    assertThat(model.requested(BOB)).containsExactly(ANN);
    assertThat(model.requestedBy(ANN)).containsExactly(BOB);
    assertThat(model.following(BOB)).isEmpty();
    history.accept(BOB, ANN);
    assertThat(model.following(BOB)).containsExactly(ANN);
    assertThat(model.hidingBoosts(BOB)).containsExactly(ANN);
    assertThat(model.requestedBy(ANN)).isEmpty();
  }

  @Test
  void aRejectedRequestIsGoneAndLateAcceptanceMeansNothing() {
    history.request(BOB, ANN, false).reject(BOB, ANN).accept(BOB, ANN);
    assertThat(model.following(BOB)).isEmpty();
    assertThat(model.hidingBoosts(BOB)).isEmpty();
  }

  @Test
  void aRejectionDoesNotEndAFollowing() {
    history.follow(BOB, ANN).reject(BOB, ANN);
    assertThat(model.following(BOB)).containsExactly(ANN);
  }

  @Test
  void aRequestOfWhoFollowsChangesOnlyWhetherBoostsShow() {
    history.follow(BOB, ANN).request(BOB, ANN, false);
    assertThat(model.following(BOB)).containsExactly(ANN);
    assertThat(model.requested(BOB)).isEmpty();
    assertThat(model.hidingBoosts(BOB)).containsExactly(ANN);
  }

  @Test
  void anUnfollowTakesARequestBack() {
    history.request(BOB, ANN, null).unfollow(BOB, ANN).accept(BOB, ANN);
    assertThat(model.following(BOB)).isEmpty();
  }

  @Test
  void whoWantsToBeNotifiedIsUntilHeCeasesToFollow() {
    history.bell(BOB, ANN, true).follow(BOB, ANN).follow(BOB, ANN, false);
    assertThat(model.notified(BOB)).containsExactly(ANN);
    history.bell(BOB, ANN, false);
    assertThat(model.notified(BOB)).isEmpty();
    history.bell(BOB, ANN, true).unfollow(BOB, ANN).follow(BOB, ANN);
    assertThat(model.notified(BOB)).isEmpty();
  }

  @Test
  void aFollowThatSaysNothingOfBoostsLeavesThem() {
    history.follow(BOB, ANN, false).follow(BOB, ANN);
    assertThat(model.hidingBoosts(BOB)).containsExactly(ANN);
    history.unfollow(BOB, ANN).follow(BOB, ANN);
    assertThat(model.hidingBoosts(BOB)).isEmpty();
  }

  @Test
  void aMuteOutlivesAnUnfollowAndABlock() {
    history.mute(BOB, ANN, NOW + 7).follow(BOB, ANN).unfollow(BOB, ANN).block(BOB, ANN);
    history.unblock(BOB, ANN);
    assertThat(model.mutedUntil(BOB)).isEqualTo(Map.of(ANN, NOW + 7));
    history.mute(BOB, ANN, null);
    assertThat(model.mutedUntil(BOB)).isEqualTo(Map.of(ANN, Long.MAX_VALUE));
  }
}
