package io.rivulet.audit.model;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RepeatedBoostTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CLEO = 3;
  private static final long DAN = 4;

  private final ReferenceModel model = new ReferenceModel();
  private final History history = new History(model::apply);

  @Test
  void aBoostOfWhatShowsAlreadyIsHidden() {
    history.follow(BOB, ANN, CLEO).post(10, ANN).boost(11, CLEO, 10, ANN);
    assertThat(model.home(BOB, NOW)).containsExactly(10L);
    assertThat(model.explain(BOB, 11, NOW).because().getLast())
        .hasToString("feed.posts.v1-1-0 post-published by 1");
  }

  @Test
  void theOldestOfSeveralBoostsShows() {
    history.follow(BOB, ANN, CLEO).post(10, DAN).boost(11, CLEO, 10, DAN).boost(12, ANN, 10, DAN);
    assertThat(model.home(BOB, NOW)).containsExactly(11L);
    history.delete(CLEO, 11);
    assertThat(model.home(BOB, NOW)).containsExactly(12L);
  }

  @Test
  void eightyShownEntriesBetweenAreNotEnough() {
    history.follow(BOB, ANN).post(10, ANN);
    posts(11, 79);
    history.boost(1_000, ANN, 10, ANN);
    assertThat(model.explain(BOB, 1_000, NOW).rule()).isEqualTo(Rule.REPEATED_BOOST);
    history.post(999, ANN);
    assertThat(model.explain(BOB, 1_000, NOW).rule()).isEqualTo(Rule.SHOWN);
  }

  @Test
  void onlyShownEntriesCount() {
    history.follow(BOB, ANN, CLEO).post(10, ANN);
    posts(11, 79);
    history.post(999, CLEO).mute(BOB, CLEO, null).boost(1_000, ANN, 10, ANN);
    assertThat(model.explain(BOB, 1_000, NOW).rule()).isEqualTo(Rule.REPEATED_BOOST);
    history.unmute(BOB, CLEO);
    assertThat(model.explain(BOB, 1_000, NOW).rule()).isEqualTo(Rule.SHOWN);
  }

  @Test
  void aRepeatedBoostThatIsHiddenHidesNoLaterOne() {
    // 11 is hidden by 10. 80 posts later 10 no longer hides, and 11, being hidden, does not either.
    history.follow(BOB, ANN, CLEO).post(10, ANN).boost(11, CLEO, 10, ANN);
    posts(12, 80);
    history.boost(1_000, CLEO, 10, ANN);
    assertThat(model.explain(BOB, 11, NOW).rule()).isEqualTo(Rule.REPEATED_BOOST);
    assertThat(model.explain(BOB, 1_000, NOW).rule()).isEqualTo(Rule.SHOWN);
  }

  @Test
  void ownBoostsAreExemptAndHideLaterOnes() {
    history.follow(BOB, ANN, CLEO).post(10, ANN).boost(11, BOB, 10, ANN).boost(12, CLEO, 10, ANN);
    assertThat(model.home(BOB, NOW)).containsExactly(11L, 10L);
  }

  @Test
  void aBoostHidesNothingWhenItIsHiddenByAnotherRule() {
    history.follow(BOB, ANN).follow(BOB, CLEO, false).post(10, DAN);
    history.boost(11, CLEO, 10, DAN).boost(12, ANN, 10, DAN);
    assertThat(model.home(BOB, NOW)).containsExactly(12L);
  }

  private void posts(long first, int count) {
    for (long id = first; id < first + count; id++) {
      history.post(id, ANN);
    }
  }
}
