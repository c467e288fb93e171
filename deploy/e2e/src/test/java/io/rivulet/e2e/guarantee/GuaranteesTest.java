package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Each guarantee finds what breaks it, names it, and says nothing of what may be.
class GuaranteesTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long CAT = 3;

  private static Tale benFollowsAnn() {
    return new Tale().relate(BEN, Deed.FOLLOW, ANN);
  }

  private static void kept(Guarantee guarantee, Tale tale) {
    assertThat(tale.violations(guarantee)).isEmpty();
  }

  private static void broken(Guarantee guarantee, Tale tale, long account, long post) {
    List<Violation> violations = tale.violations(guarantee);
    assertThat(violations)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.account()).isEqualTo(account);
              assertThat(violation.post()).isEqualTo(post);
              assertThat(violation.toString())
                  .startsWith("account %d, post %d, page limit=".formatted(account, post));
            });
  }

  @Nested
  class LostPosts {
    private final Guarantee guarantee = new NoLostPost();

    @Test
    void aPostOfAFolloweeIsMissing() {
      Tale tale = benFollowsAnn().post(ANN, 10).post(ANN, 11);
      broken(guarantee, tale.sees(BEN, 11), BEN, 10);
    }

    @Test
    void whatAFollowBringsIsMissing() {
      broken(guarantee, new Tale().post(ANN, 10).relate(BEN, Deed.FOLLOW, ANN).sees(BEN), BEN, 10);
    }

    @Test
    void onesOwnPostIsMissingThoughTheFanoutIsAway() {
      broken(guarantee, new Tale().fanoutAway().post(BEN, 10).sees(BEN), BEN, 10);
    }

    @Test
    void aHoleInTheMiddleOfAWalkIsFound() {
      Tale tale = benFollowsAnn().post(ANN, 10).post(ANN, 11).post(ANN, 12).post(ANN, 13);
      tale.sees(BEN, Window.newest(2), 13, 12).seesNext(BEN, Window.before(12, 2), 10);
      broken(guarantee, tale, BEN, 11);
    }

    @Test
    void theOnlyBoostOfAPostIsMissing() {
      Tale tale = benFollowsAnn().post(CAT, 10).boost(ANN, 11, CAT, 10);
      broken(guarantee, tale.sees(BEN), BEN, 11);
    }

    @Test
    void whatIsUnmutedIsMissing() {
      Tale tale = benFollowsAnn().post(ANN, 10);
      tale.relate(BEN, Deed.MUTE, ANN).sees(BEN).relate(BEN, Deed.UNMUTE, ANN).sees(BEN);
      broken(guarantee, tale, BEN, 10);
    }

    @Test
    void whatTheFanoutHasNotDoneMayBeMissing() {
      kept(guarantee, benFollowsAnn().sees(BEN).fanoutAway().post(ANN, 10).sees(BEN));
    }

    @Test
    void whatIsOutsideOfThePageOrHiddenMayBeMissing() {
      Tale tale = benFollowsAnn().post(ANN, 10).post(ANN, 11).sees(BEN, Window.newest(1), 11);
      tale.sees(BEN, Window.since(11, 4)).delete(ANN, 10).sees(BEN, 11);
      tale.relate(ANN, Deed.BLOCK, BEN).sees(BEN).relate(ANN, Deed.UNBLOCK, BEN).sees(BEN);
      tale.mention(ANN, 12, CAT, true).relate(BEN, Deed.FOLLOW, ANN).sees(BEN, 11);
      kept(guarantee, tale.boost(ANN, 13, ANN, 11).sees(BEN, 11));
    }

    @Test
    void nobodyKnowsWhichOfTwoCameFirst() {
      Tale tale = benFollowsAnn().meanwhile(ANN, Deed.BLOCK, BEN);
      kept(guarantee, tale.relate(ANN, Deed.UNBLOCK, BEN).post(ANN, 10).sees(BEN));
    }
  }

  @Nested
  class RepeatedPosts {
    private final Guarantee guarantee = new NoRepeatedPost();

    @Test
    void anEntryComesTwiceOnAPage() {
      broken(guarantee, benFollowsAnn().post(ANN, 10).sees(BEN, 10, 10), BEN, 10);
    }

    @Test
    void anEntryComesAgainOnTheNextPage() {
      Tale tale = benFollowsAnn().post(ANN, 10).post(ANN, 11).sees(BEN, Window.newest(2), 11, 10);
      broken(guarantee, tale.seesNext(BEN, Window.before(11, 2), 10), BEN, 10);
    }

    @Test
    void aBoostComesWithWhatItShows() {
      Tale tale = benFollowsAnn().post(CAT, 10).boost(ANN, 11, CAT, 10);
      broken(guarantee, tale.sees(BEN, 11, 10), BEN, 11);
    }

    @Test
    void twoBoostsShowTheSame() {
      Tale tale = benFollowsAnn().boost(CAT, 11, ANN, 10).boost(ANN, 12, ANN, 10);
      broken(guarantee, tale.sees(BEN, 12, 11), BEN, 12);
    }

    @Test
    void onesOwnBoostAndAnotherWalkMayRepeat() {
      Tale tale = benFollowsAnn().post(ANN, 10).boost(BEN, 11, ANN, 10).sees(BEN, 11, 10);
      kept(guarantee, tale.sees(BEN, 11, 10));
    }
  }

  @Nested
  class ResurrectedPosts {
    private final Guarantee guarantee = new NoResurrectedPost();

    @Test
    void aDeletedPostIsShown() {
      Tale tale = benFollowsAnn().post(ANN, 10).delete(ANN, 10);
      broken(guarantee, tale.sees(BEN, 10), BEN, 10);
    }

    @Test
    void aBoostOfADeletedPostIsShown() {
      Tale tale = benFollowsAnn().post(CAT, 10).boost(ANN, 11, CAT, 10).delete(CAT, 10);
      broken(guarantee, tale.sees(BEN, 11), BEN, 11);
    }

    @Test
    void onesOwnDeleteHoldsThoughTheFanoutIsAway() {
      Tale tale = new Tale().post(ANN, 10).fanoutAway().delete(ANN, 10);
      broken(guarantee, tale.sees(ANN, 10), ANN, 10);
    }

    @Test
    void whatWasSeenDeletedComesBackBeforeTheFanoutIsDone() {
      Tale tale = benFollowsAnn().post(ANN, 10).sees(BEN, 10).fanoutAway().delete(ANN, 10);
      broken(guarantee, tale.sees(BEN).sees(BEN, 10), BEN, 10);
    }

    @Test
    void whatTheFanoutHasNotDoneMayBeShown() {
      Tale tale = benFollowsAnn().post(ANN, 10).sees(BEN, 10).fanoutAway().delete(ANN, 10);
      kept(guarantee, tale.sees(BEN, 10).sees(BEN, 10).sees(BEN));
    }

    @Test
    void whatIsAwayForAnotherReasonMayComeBack() {
      Tale tale = benFollowsAnn().post(ANN, 10).relate(BEN, Deed.MUTE, ANN).fanoutAway();
      tale.delete(ANN, 10).sees(BEN);
      kept(guarantee, tale.relate(BEN, Deed.UNMUTE, ANN).sees(BEN, 10));
    }
  }

  @Nested
  class Order {
    private final Guarantee guarantee = new OrderById();

    @Test
    void twoAreSwapped() {
      broken(guarantee, new Tale().sees(BEN, 12, 10, 11), BEN, 11);
    }

    @Test
    void aPageReachesAboveWhatItWasAskedFor() {
      broken(guarantee, new Tale().sees(BEN, Window.before(12, 4), 12, 11), BEN, 12);
    }

    @Test
    void newsAreNotNew() {
      broken(guarantee, new Tale().sees(BEN, Window.since(10, 4), 12, 10), BEN, 10);
    }

    @Test
    void newestFirst() {
      kept(guarantee, new Tale().sees(BEN, 12, 11, 10).sees(BEN));
    }
  }

  @Nested
  class HiddenPosts {
    private final Guarantee guarantee = new NothingHiddenVisible();

    @Test
    void nobodyPublishedIt() {
      broken(guarantee, new Tale().sees(BEN, 10), BEN, 10);
    }

    @Test
    void theAuthorWasNeverFollowed() {
      broken(guarantee, new Tale().post(ANN, 10).sees(BEN, 10), BEN, 10);
    }

    @Test
    void whoeverUnfollowsDoesNotWaitForTheFanout() {
      Tale tale = benFollowsAnn().post(ANN, 10).sees(BEN, 10).fanoutAway();
      broken(guarantee, tale.relate(BEN, Deed.UNFOLLOW, ANN).sees(BEN, 10), BEN, 10);
    }

    @Test
    void whoeverBlocksDoesNotWaitForTheFanout() {
      Tale tale = benFollowsAnn().post(CAT, 10).boost(ANN, 11, CAT, 10).fanoutAway();
      broken(guarantee, tale.relate(BEN, Deed.BLOCK, CAT).sees(BEN, 11), BEN, 11);
    }

    @Test
    void whoeverMutesDoesNotWaitForTheFanout() {
      Tale tale = benFollowsAnn().post(ANN, 10).fanoutAway();
      broken(guarantee, tale.relate(BEN, Deed.MUTE, ANN).sees(BEN, 10), BEN, 10);
    }

    @Test
    void aBlockOfSomebodyMentionedHides() {
      Tale tale = benFollowsAnn().mention(ANN, 10, CAT, false).relate(CAT, Deed.BLOCK, BEN);
      broken(guarantee, tale.sees(BEN, 10), BEN, 10);
    }

    @Test
    void aBlockEndsFollowingForGood() {
      Tale tale = benFollowsAnn().post(ANN, 10).relate(ANN, Deed.BLOCK, BEN);
      broken(guarantee, tale.relate(ANN, Deed.UNBLOCK, BEN).sees(BEN, 10), BEN, 10);
    }

    @Test
    void itIsForSomebodyElse() {
      broken(guarantee, benFollowsAnn().mention(ANN, 10, CAT, true).sees(BEN, 10), BEN, 10);
    }

    @Test
    void whatOthersHaveChangedMayWaitForTheFanout() {
      Tale tale = benFollowsAnn().post(ANN, 10).fanoutAway();
      kept(guarantee, tale.relate(ANN, Deed.BLOCK, BEN).sees(BEN, 10));
    }

    @Test
    void whatIsOnesOwnIsNeverHidden() {
      kept(guarantee, new Tale().post(BEN, 10).relate(ANN, Deed.BLOCK, BEN).sees(BEN, 10));
    }

    @Test
    void nobodyKnowsWhichOfTwoCameFirst() {
      Tale tale = new Tale().post(ANN, 10).relate(ANN, Deed.BLOCK, BEN);
      kept(guarantee, tale.meanwhile(BEN, Deed.FOLLOW, ANN).relate(ANN, Deed.UNBLOCK, BEN));
      Tale once = benFollowsAnn().meanwhile(BEN, Deed.UNFOLLOW, ANN);
      kept(guarantee, once.post(ANN, 10).sees(BEN, 10).sees(BEN));
    }
  }
}
