package io.rivulet.visible;

import static io.rivulet.visible.RepeatedBoosts.Verdict.HIDDEN;
import static io.rivulet.visible.RepeatedBoosts.Verdict.SHOWN;
import static io.rivulet.visible.RepeatedBoosts.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.visible.RepeatedBoosts.Candidate;
import io.rivulet.visible.RepeatedBoosts.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatedBoostsTest {
  private static Candidate post(long id) {
    return new Candidate(id, id, false);
  }

  private static Candidate boost(long id, long shows) {
    return new Candidate(id, shows, false);
  }

  /// The definition, from the oldest entry on.
  private static List<Verdict> defined(List<Candidate> newestFirst) {
    List<Verdict> verdicts = new ArrayList<>();
    List<Long> shownPosts = new ArrayList<>();
    for (Candidate candidate : newestFirst.reversed()) {
      List<Long> next =
          shownPosts.subList(
              Math.max(0, shownPosts.size() - RepeatedBoosts.WITHIN), shownPosts.size());
      boolean hidden = !candidate.exempt() && next.contains(candidate.shows());
      if (!hidden) {
        shownPosts.add(candidate.shows());
      }
      verdicts.add(hidden ? HIDDEN : SHOWN);
    }
    return verdicts.reversed();
  }

  /// A list of `size` entries: some posts, and boosts of `posts` posts, old or within the list.
  private static List<Candidate> random(Random random, int size, int posts) {
    double boosts = random.nextDouble();
    boolean answers = random.nextBoolean();
    List<Candidate> newestFirst = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long id = 1_000L + i;
      boolean exempt = answers && random.nextInt(20) == 0;
      long shows = random.nextDouble() >= boosts ? id : original(random, posts, id);
      newestFirst.addFirst(new Candidate(id, shows, exempt));
    }
    return newestFirst;
  }

  private static long original(Random random, int posts, long below) {
    return random.nextInt(3) > 0
        ? 1L + random.nextInt(posts)
        : Math.max(1, below - 1 - random.nextInt(posts));
  }

  @Test
  void verdictsNeverContradictTheDefinitionWhateverIsKnown() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 1_500; round++) {
      int size = 1 + random.nextInt(round % 10 == 0 ? 600 : 250);
      List<Candidate> all = random(random, size, 1 + random.nextInt(200));
      List<Verdict> defined = defined(all);
      int known = random.nextInt(size + 1);
      long from = known == size ? 0 : all.get(known).id() + 1;
      Verdict[] verdicts = RepeatedBoosts.judge(all.subList(0, known), from);
      for (int i = 0; i < known; i++) {
        if (verdicts[i] != UNKNOWN) {
          assertThat(verdicts[i])
              .as("seed %s, round %s, entry %s of %s known of %s", seed, round, i, known, all)
              .isEqualTo(defined.get(i));
        }
      }
    }
  }

  @Test
  void nothingIsUnknownWhenAllIsKnown() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      List<Candidate> all = random(random, random.nextInt(400), 1 + random.nextInt(150));
      assertThat(RepeatedBoosts.judge(all, 0))
          .as("seed %s, round %s", seed, round)
          .containsExactlyElementsOf(defined(all));
    }
  }

  /// A chain: each boost is near the next, but the one shown before is out of sight again.
  @Test
  void chainOfBoostsFiftyApartShowsEverySecond() {
    List<Candidate> chain = new ArrayList<>();
    for (long id = 1_000; id > 0; id--) {
      chain.add(id % 50 == 0 ? boost(id + 1_000, 5) : post(id + 1_000));
    }
    Verdict[] verdicts = RepeatedBoosts.judge(chain, 0);
    for (int i = 0; i < chain.size(); i++) {
      long id = chain.get(i).id() - 1_000;
      boolean boost = id % 50 == 0;
      assertThat(verdicts[i]).as("entry %s", id).isEqualTo(boost && id % 100 == 0 ? HIDDEN : SHOWN);
    }
  }

  /// Whether the newest link is shown depends on where the chain begins.
  @Test
  void chainIsUnknownAsLongAsItsBeginningIs() {
    List<Candidate> chain = new ArrayList<>();
    for (long id = 1_000; id > 500; id--) {
      chain.add(id % 50 == 0 ? boost(id + 1_000, 5) : post(id + 1_000));
    }
    assertThat(RepeatedBoosts.judge(chain, 1_501)[0]).isEqualTo(UNKNOWN);
  }

  @Test
  void postIsShownWhateverIsBoosted() {
    assertThat(RepeatedBoosts.judge(List.of(boost(9, 7), post(8), post(7)), 7))
        .containsExactly(HIDDEN, SHOWN, SHOWN);
  }

  @Test
  void boostOfWhatIsNewerThanAllUnknownIsCertain() {
    assertThat(RepeatedBoosts.judge(List.of(boost(9, 7), post(8)), 7))
        .containsExactly(SHOWN, SHOWN);
    assertThat(RepeatedBoosts.judge(List.of(boost(9, 7), post(8)), 8))
        .containsExactly(UNKNOWN, SHOWN);
  }

  @Test
  void ownBoostIsShownAndHidesOthers() {
    assertThat(
            RepeatedBoosts.judge(
                List.of(boost(9, 1), new Candidate(8, 1, true), boost(7, 1), post(6)), 0))
        .containsExactly(HIDDEN, SHOWN, SHOWN, SHOWN);
  }

  @Test
  void eightyShownEntriesBetweenAreEnough() {
    for (int between : new int[] {79, 80}) {
      List<Candidate> list = new ArrayList<>(List.of(boost(1_000, 1)));
      for (int i = 1; i <= between; i++) {
        list.add(post(1_000L - i));
      }
      list.add(boost(900, 1));
      assertThat(RepeatedBoosts.judge(list, 0)[0]).isEqualTo(between < 80 ? HIDDEN : SHOWN);
    }
  }

  /// Somebody who follows boosters only: no verdict on an older one is certain, yet on the newest.
  @Test
  void boostsOfManyDifferentPostsAreEnoughToKnow() {
    List<Candidate> list = new ArrayList<>();
    for (int i = 0; i < 162; i++) {
      list.add(boost(10_000L - i, 1L + i));
    }
    assertThat(RepeatedBoosts.judge(list, 9_000)[0]).isEqualTo(SHOWN);
    assertThat(RepeatedBoosts.judge(list.subList(0, 120), 9_000)[0]).isEqualTo(UNKNOWN);
  }
}
