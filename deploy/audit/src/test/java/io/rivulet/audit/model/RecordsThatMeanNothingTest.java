package io.rivulet.audit.model;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Origin;
import io.rivulet.event.PostTarget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordsThatMeanNothingTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long FAR_ANN = 5; // In ann's partition.

  private final ReferenceModel model = new ReferenceModel();
  private final List<Boolean> counted = new ArrayList<>();
  private final History history = new History((at, event) -> counted.add(model.apply(at, event)));

  @Test
  void aReplayedSubmissionDoesNotBringBackWhatWasUnfollowed() {
    history.from(new Origin(0, 4)).follow(BOB, ANN).from(new Origin(0, 5)).unfollow(BOB, ANN);
    history.from(new Origin(0, 4)).follow(BOB, ANN).from(new Origin(0, 5)).follow(BOB, ANN);
    assertThat(counted).containsExactly(true, true, false, false);
    assertThat(model.following(BOB)).isEmpty();
  }

  @Test
  void anEventAboveTheHighestSeenCountsAndSoDoesOneWithoutOrigin() {
    history.from(new Origin(0, 4)).follow(BOB, ANN).from(null).unfollow(BOB, ANN);
    history.from(new Origin(0, 4, 1)).follow(BOB, ANN);
    assertThat(counted).containsExactly(true, true, true);
    assertThat(model.following(BOB)).containsExactly(ANN);
  }

  @Test
  void submissionsPartitionsTopicsAndPlanPartitionsAreIndependent() {
    history.from(new Origin(0, 9)).follow(BOB, ANN);
    history.from(new Origin(1, 1)).unfollow(BOB, ANN); // Another partition of submissions.
    history.from(new Origin(0, 1)).post(10, ANN); // Another topic.
    history.from(new Origin(0, 1)).follow(ANN, BOB); // Another partition of the topic.
    history.from(new Origin(0, 1)).follow(BOB, FAR_ANN); // The same: a replay.
    assertThat(counted).containsExactly(true, true, true, true, false);
  }

  @Test
  void aSecondPostOfTheSameIdMeansNothing() {
    history.post(10, ANN).post(10, ANN, BOB).delete(ANN, 10).post(10, ANN);
    assertThat(counted).containsExactly(true, false, true, false);
    assertThat(model.home(ANN, NOW)).isEmpty();
  }

  @Test
  void aSecondPostUnderTheSameClientKeyMeansNothingForThisAuthorAlone() {
    history.keyed(10, ANN, "k").keyed(11, ANN, "k").keyed(12, BOB, "k").follow(ANN, BOB);
    assertThat(model.home(ANN, NOW)).containsExactly(12L, 10L);
    assertThat(model.recent(ANN)).containsExactly(10L);
  }

  @Test
  void editsAndDeletesByClientKeyMeanThePostOfTheirAuthor() {
    history.keyed(10, ANN, "k").keyed(11, BOB, "k");
    history.edit(BOB, PostTarget.ofClientKey("k"), NOW).delete(ANN, PostTarget.ofClientKey("k"));
    assertThat(model.home(ANN, NOW)).isEmpty();
    assertThat(model.home(BOB, NOW)).containsExactly(11L);
    assertThat(model.versions(11)).hasSize(2);
    assertThat(model.versions(10)).hasSize(1);
  }

  @Test
  void aDeleteUnderAKeyThatIsNotKnownMeansNothingEvenLater() {
    history.delete(ANN, PostTarget.ofClientKey("k")).keyed(10, ANN, "k");
    assertThat(model.home(ANN, NOW)).containsExactly(10L);
  }

  @Test
  void aDeleteBeforeItsPublicationCounts() {
    history.delete(ANN, 10).post(10, ANN);
    assertThat(model.home(ANN, NOW)).isEmpty();
    assertThat(model.recent(ANN)).containsExactly(10L);
    assertThat(model.explain(ANN, 10, NOW).rule()).isEqualTo(Rule.DELETED);
  }

  @Test
  void nobodyEditsOrDeletesThePostOfAnother() {
    history.post(10, ANN).delete(FAR_ANN, 10).edit(FAR_ANN, PostTarget.of(10), NOW);
    assertThat(model.home(ANN, NOW)).containsExactly(10L);
    assertThat(model.versions(10)).hasSize(1);
    history.delete(FAR_ANN, 11).post(11, ANN);
    assertThat(model.home(ANN, NOW)).containsExactly(11L, 10L);
  }

  @Test
  void anEditOfWhatIsNotThereDeletedOrABoostMeansNothing() {
    history.edit(ANN, PostTarget.of(10), NOW).post(10, ANN).boost(11, ANN, 10, ANN);
    history.edit(ANN, PostTarget.of(11), NOW).delete(ANN, 10).edit(ANN, PostTarget.of(10), NOW);
    assertThat(counted).containsExactly(false, true, true, false, true, false);
  }

  @Test
  void aBoostOfSomethingNewerIsPoison() {
    assertThatThrownBy(() -> history.boost(10, ANN, 11, BOB))
        .isInstanceOf(InvalidEventException.class);
  }

  @Test
  void theNewest800CountAndDeletedOnesKeepTheirPlace() {
    history.follow(BOB, ANN).post(1, ANN);
    for (long id = 1_000; id < 1_800; id++) {
      history.post(id, ANN);
    }
    history.delete(ANN, 1_500);
    assertThat(model.home(BOB, NOW)).hasSize(799).startsWith(1_799L).endsWith(1_000L);
    assertThat(model.explain(BOB, 1, NOW).rule()).isEqualTo(Rule.NOT_RECENT);
    history.post(999, ANN); // A late id below them changes nothing.
    assertThat(model.recent(ANN)).hasSize(800).endsWith(1_000L);
  }
}
