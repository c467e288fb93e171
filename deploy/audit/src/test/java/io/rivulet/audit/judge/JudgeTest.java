package io.rivulet.audit.judge;

import static io.rivulet.audit.model.History.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.audit.judge.Difference.Kind;
import io.rivulet.audit.model.History;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.audit.served.ServedEntry;
import io.rivulet.event.PostTarget;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CLEO = 3;
  private static final long DURATION = 10_000;

  private final ReferenceModel model = new ReferenceModel();
  private final History before = new History(model::apply);
  private Stretch stretch = new Stretch(model, List.of(), NOW, NOW);
  private final History meanwhile = before.copy((at, event) -> stretch.apply(at, event));

  @BeforeEach
  void someoneFollowsAnnWhoHasPosted() {
    before.follow(BOB, ANN).post(10, ANN).post(11, ANN).post(12, BOB);
  }

  private void lookingBegins() {
    stretch = new Stretch(model, List.of(BOB), NOW, NOW + DURATION);
  }

  @Test
  void whatIsServedAsItMustBeIsNoDifference() {
    lookingBegins();
    assertThat(differences(12, 11, 10)).isEmpty();
    assertThat(stretch.of(BOB).still()).isTrue();
  }

  @Test
  void whatIsNotServedIsMissing() {
    lookingBegins();
    assertThat(differences(12, 10))
        .extracting(Difference::kind, Difference::post)
        .containsExactly(tuple(Kind.MISSING, 11L));
  }

  @Test
  void whatMustNotBeServedIsExtra() {
    before.post(13, CLEO);
    lookingBegins();
    assertThat(differences(13, 12, 11, 10))
        .extracting(Difference::kind, Difference::post)
        .containsExactly(tuple(Kind.EXTRA, 13L));
  }

  @Test
  void whatIsServedTwiceOrInAnotherOrderIsMisplaced() {
    lookingBegins();
    assertThat(differences(12, 11, 11, 10))
        .extracting(Difference::kind, Difference::post)
        .containsExactly(tuple(Kind.MISPLACED, 11L));
    assertThat(differences(11, 12, 10))
        .extracting(Difference::kind, Difference::post)
        .containsExactly(tuple(Kind.MISPLACED, 12L));
  }

  @Test
  void anOlderVersionThanThatOfTheBeginningIsOutdated() {
    before.edit(ANN, PostTarget.of(10), 70).edit(ANN, PostTarget.of(10), 80);
    lookingBegins();
    assertThat(withVersion(0)).extracting(Difference::kind).containsExactly(Kind.OUTDATED);
    assertThat(withVersion(70)).extracting(Difference::kind).containsExactly(Kind.OUTDATED);
    assertThat(withVersion(80)).isEmpty();
  }

  @Test
  void versionsFromTheBeginningToTheEndAreAllRight() {
    before.edit(ANN, PostTarget.of(10), 70).edit(ANN, PostTarget.of(10), 80);
    lookingBegins();
    meanwhile.edit(ANN, PostTarget.of(10), 90).edit(ANN, PostTarget.of(10), 95);
    assertThat(withVersion(70)).hasSize(1);
    assertThat(withVersion(80)).isEmpty();
    assertThat(withVersion(90)).isEmpty();
    assertThat(withVersion(95)).isEmpty();
    assertThat(withVersion(99)).hasSize(1);
  }

  private List<Difference> withVersion(long editedAt) {
    return Judge.differences(
        stretch, BOB, List.of(entry(12), entry(11), new ServedEntry(10, 10, editedAt)));
  }

  @Test
  void aBoostThatShowsAnotherPostIsOutdated() {
    before.post(5, CLEO).boost(13, ANN, 5, CLEO);
    lookingBegins();
    var served = List.of(new ServedEntry(13, 6, 0), entry(12), entry(11), entry(10));
    assertThat(Judge.differences(stretch, BOB, served))
        .extracting(Difference::kind)
        .containsExactly(Kind.OUTDATED);
  }

  @Test
  void whatIsPublishedMeanwhileMayBeServedOrNot() {
    lookingBegins();
    meanwhile.post(13, ANN);
    assertThat(differences(13, 12, 11, 10)).isEmpty();
    assertThat(differences(12, 11, 10)).isEmpty();
    assertThat(stretch.of(BOB).still()).isFalse();
  }

  @Test
  void whatOthersDoLeavesAnAccountStill() {
    lookingBegins();
    meanwhile.post(13, CLEO).follow(CLEO, ANN).delete(CLEO, 13);
    assertThat(stretch.of(BOB).still()).isTrue();
  }

  @Test
  void aChangeBackAndForthMayBeSeenInTheMiddle() {
    before.post(5, CLEO);
    lookingBegins();
    meanwhile.unfollow(BOB, ANN).follow(BOB, CLEO).unfollow(BOB, CLEO).follow(BOB, ANN);
    assertThat(differences(12, 11, 10)).isEmpty();
    assertThat(differences(12)).isEmpty();
    assertThat(differences(12, 5)).isEmpty();
    assertThat(differences(11, 10)).extracting(Difference::kind).containsExactly(Kind.MISSING);
  }

  @Test
  void theDeleteOfAStrangersPostConcernsWhoSeesABoostOfIt() {
    before.post(5, CLEO).boost(13, ANN, 5, CLEO);
    lookingBegins();
    meanwhile.delete(CLEO, 5);
    assertThat(differences(12, 11, 10)).isEmpty();
    var served = List.of(new ServedEntry(13, 5, 0), entry(12), entry(11), entry(10));
    assertThat(Judge.differences(stretch, BOB, served)).isEmpty();
  }

  @Test
  void aMuteMayEndMeanwhile() {
    before.mute(BOB, ANN, NOW + DURATION / 2);
    lookingBegins();
    assertThat(differences(12)).isEmpty();
    assertThat(differences(12, 11, 10)).isEmpty();
    assertThat(stretch.of(BOB).still()).isFalse();
  }

  @Test
  void twoMutesThatEndOneAfterTheOtherHaveAStateBetween() {
    // Once cleo's boost shows, and not yet ann's post, it is the only one.
    before.follow(BOB, CLEO).boost(13, CLEO, 4, 4);
    before.boost(14, ANN, 4, 4).mute(BOB, CLEO, NOW + 200).mute(BOB, ANN, NOW + 100);
    lookingBegins();
    var served = List.of(new ServedEntry(14, 4, 0), entry(12), entry(11), entry(10));
    assertThat(Judge.differences(stretch, BOB, served)).isEmpty();
  }

  private List<Difference> differences(long... served) {
    return Judge.differences(
        stretch, BOB, Arrays.stream(served).mapToObj(JudgeTest::entry).toList());
  }

  private static ServedEntry entry(long id) {
    return new ServedEntry(id, id, 0);
  }
}
