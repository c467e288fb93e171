package io.rivulet.audit.model;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.PostTarget;
import io.rivulet.event.Visibility;
import org.junit.jupiter.api.Test;

/// Every row of the table `visible(u, e)` and the order in which they decide.
final class VisibleTableTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CLEO = 3;
  private static final long DAN = 4;

  private final ReferenceModel model = new ReferenceModel();
  private final History history = new History(model::apply);

  @Test
  void postsOfTheFollowedAndOwnOnesAreThereNewestFirst() {
    history.follow(BOB, ANN).post(10, ANN).post(12, BOB).post(11, ANN).post(13, CLEO);
    assertHome(BOB, 12, 11, 10);
    assertThat(model.explain(BOB, 11, NOW).rule()).isEqualTo(Rule.SHOWN);
    assertHidden(BOB, 13, Rule.NOT_FOLLOWED);
    assertHidden(BOB, 99, Rule.NOT_PUBLISHED);
  }

  @Test
  void whatIsDeletedIsGoneAndWithItItsBoosts() {
    history.follow(BOB, ANN, CLEO).post(10, ANN).post(11, ANN).boost(12, CLEO, 10, ANN);
    history.delete(ANN, 10);
    assertHome(BOB, 11);
    assertHidden(BOB, 10, Rule.DELETED);
    assertHidden(BOB, 12, Rule.DELETED);
  }

  @Test
  void deletedHidesTheViewersOwnToo() {
    history.post(10, BOB).delete(BOB, 10);
    assertHidden(BOB, 10, Rule.DELETED);
  }

  @Test
  void anAnswerToTheViewerByAStrangerIsNotInHisHome() {
    history.post(10, BOB).reply(11, ANN, 10, BOB);
    assertHome(BOB, 10);
    assertHidden(BOB, 11, Rule.NOT_FOLLOWED);
  }

  @Test
  void whatAnswersTheViewerShowsInSpiteOfAMuteAndABlock() {
    history.follow(BOB, ANN).post(10, BOB).reply(11, ANN, 10, BOB);
    history.mute(BOB, ANN, null).block(ANN, BOB);
    assertHome(BOB, 11, 10);
    assertThat(model.explain(BOB, 11, NOW).rule()).isEqualTo(Rule.OWN);
  }

  @Test
  void aBoostOfTheViewersPostIsNoOwnEntry() {
    history.follow(BOB, ANN).post(10, BOB).boost(11, ANN, 10, BOB).mute(BOB, ANN, null);
    assertHidden(BOB, 11, Rule.MUTE);
  }

  @Test
  void aBoostByAFollowedOfAPostForTheFollowersOfAStrangerIsHidden() {
    history.follow(BOB, ANN).post(10, CLEO, Visibility.FOLLOWERS).boost(11, ANN, 10, CLEO);
    assertHidden(BOB, 11, Rule.VISIBILITY);
    history.follow(BOB, CLEO);
    assertHome(BOB, 10);
    assertHidden(BOB, 11, Rule.REPEATED_BOOST);
  }

  @Test
  void aPostForFollowersShowsToThem() {
    history.follow(BOB, ANN).post(10, ANN, Visibility.FOLLOWERS);
    assertHome(BOB, 10);
  }

  @Test
  void aDirectPostShowsToWhomItMentionsAndToItsAuthor() {
    history.follow(BOB, ANN).follow(CLEO, ANN).post(10, ANN, Visibility.DIRECT, CLEO);
    assertHome(CLEO, 10);
    assertHome(ANN, 10);
    assertHidden(BOB, 10, Rule.VISIBILITY);
  }

  @Test
  void anEditDecidesAnewWhomADirectPostMentions() {
    history.follow(BOB, ANN).follow(CLEO, ANN).post(10, ANN, Visibility.DIRECT, CLEO);
    history.edit(ANN, PostTarget.of(10), NOW, BOB);
    assertHome(BOB, 10);
    assertHidden(CLEO, 10, Rule.VISIBILITY);
  }

  @Test
  void aBlockEitherWayHidesWhoIsBoostedOrMentioned() {
    history.follow(BOB, ANN).post(10, CLEO).post(11, DAN, CLEO);
    history.boost(12, ANN, 10, CLEO).post(13, ANN, CLEO).boost(14, ANN, 11, DAN).post(15, ANN);
    assertHome(BOB, 15, 14, 13, 12);
    history.block(CLEO, BOB);
    assertHome(BOB, 15);
    assertHidden(BOB, 12, Rule.BLOCK);
    assertHidden(BOB, 13, Rule.BLOCK);
    assertHidden(BOB, 14, Rule.BLOCK);
    history.unblock(CLEO, BOB).block(BOB, CLEO);
    assertHome(BOB, 15);
  }

  @Test
  void aBlockByAFollowedHidesHisEntries() {
    history.follow(BOB, ANN).post(10, ANN).block(ANN, BOB);
    assertHidden(BOB, 10, Rule.BLOCK);
  }

  @Test
  void aMuteHidesTheAuthorAndBoostsOfHimUntilItEnds() {
    history.follow(BOB, ANN, CLEO).post(10, ANN).boost(11, CLEO, 10, ANN);
    history.post(12, DAN).boost(13, ANN, 12, DAN).mute(BOB, ANN, NOW + 5);
    assertHidden(BOB, 10, Rule.MUTE);
    assertHidden(BOB, 11, Rule.MUTE);
    assertHidden(BOB, 13, Rule.MUTE);
    assertThat(model.home(BOB, NOW + 4)).isEmpty();
    assertThat(model.home(BOB, NOW + 5)).containsExactly(13L, 10L);
    assertThat(model.muteEnds(BOB, NOW, NOW + 5)).containsExactly(NOW + 5);
    assertThat(model.muteEnds(BOB, NOW + 5, NOW + 9)).isEmpty();
  }

  @Test
  void aMuteDoesNotHideWhoMentionsTheMuted() {
    history.follow(BOB, CLEO).post(10, CLEO, ANN).mute(BOB, ANN, null);
    assertHome(BOB, 10);
  }

  @Test
  void anUnmuteBringsPostsBack() {
    history.follow(BOB, ANN).post(10, ANN).mute(BOB, ANN, null).unmute(BOB, ANN);
    assertHome(BOB, 10);
  }

  @Test
  void hiddenBoostsLeaveThePostsOfThatAuthor() {
    history.follow(BOB, ANN, false).post(10, CLEO).boost(11, ANN, 10, CLEO).post(12, ANN);
    assertHome(BOB, 12);
    assertHidden(BOB, 11, Rule.BOOSTS_HIDDEN);
    history.follow(BOB, ANN, true);
    assertHome(BOB, 12, 11);
  }

  @Test
  void anAnswerToAStrangerIsHiddenButABoostOfItIsNot() {
    history.follow(BOB, ANN, DAN).post(10, CLEO).reply(11, ANN, 10, CLEO).boost(12, DAN, 11, ANN);
    assertHidden(BOB, 11, Rule.REPLY);
    assertHome(BOB, 12);
    history.follow(BOB, CLEO);
    assertHome(BOB, 11, 10);
  }

  @Test
  void anAnswerToHimselfShows() {
    history.follow(BOB, ANN).post(10, ANN).reply(11, ANN, 10, ANN);
    assertHome(BOB, 11, 10);
  }

  @Test
  void followIsAskedBeforeOwnAndMuteBeforeHiddenBoosts() {
    history.follow(BOB, ANN, false).post(10, CLEO).boost(11, ANN, 10, CLEO).mute(BOB, ANN, null);
    assertHidden(BOB, 11, Rule.MUTE);
    history.block(CLEO, BOB);
    assertHidden(BOB, 11, Rule.BLOCK);
    history.delete(CLEO, 10);
    assertHidden(BOB, 11, Rule.DELETED);
  }

  private void assertHome(long viewer, long... newestFirst) {
    assertThat(model.home(viewer, NOW).stream().mapToLong(id -> id).toArray())
        .containsExactly(newestFirst);
  }

  private void assertHidden(long viewer, long id, Rule rule) {
    Verdict verdict = model.explain(viewer, id, NOW);
    assertThat(verdict.shown()).as("%s", verdict).isFalse();
    assertThat(verdict.rule()).as("%s", verdict).isEqualTo(rule);
    assertThat(model.home(viewer, NOW)).doesNotContain(id);
  }
}
