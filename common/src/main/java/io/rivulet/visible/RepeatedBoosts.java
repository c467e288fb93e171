package io.rivulet.visible;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The row *repeated boost* of the table: an entry is hidden when one of the 80 next-older *shown*
/// entries shows the same post.
///
/// Whether an older entry is shown depends on still older ones, so what is known of a stretch of
/// entries may not suffice. Verdicts are therefore three-valued: [Verdict#UNKNOWN] asks for more
/// older entries. Nothing older than a post shows it, since boosts have the higher ids.
public final class RepeatedBoosts {
  /// Shown entries that must lie between two that show the same post.
  public static final int WITHIN = 80;

  /// What can be said of an entry.
  public enum Verdict {
    SHOWN,
    HIDDEN,
    UNKNOWN
  }

  /// An entry that all other rows show.
  ///
  /// @param shows the post it shows: its own id, or of a boost the original's
  /// @param exempt whether no row hides it: the viewer's own, or an answer to him
  public record Candidate(long id, long shows, boolean exempt) {}

  private RepeatedBoosts() {}

  /// The verdicts on candidates, in their order.
  ///
  /// @param newestFirst all that other rows show from the first down to `from`, without gaps
  /// @param from the id down to which entries were looked at; 0 if nothing older is there
  public static Verdict[] judge(List<Candidate> newestFirst, long from) {
    Verdict[] verdicts = new Verdict[newestFirst.size()];
    for (int i = verdicts.length - 1; i >= 0; i--) {
      verdicts[i] = judge(newestFirst, verdicts, i, from);
    }
    return verdicts;
  }

  private static Verdict judge(
      List<Candidate> newestFirst, Verdict[] verdicts, int index, long from) {
    Candidate candidate = newestFirst.get(index);
    if (candidate.exempt() || candidate.shows() == candidate.id()) {
      return Verdict.SHOWN;
    }
    // Mostly all that could show the same post was looked at, and nothing does: no need to count.
    if (candidate.shows() >= from && !isShownBelow(newestFirst, index)) {
      return Verdict.SHOWN;
    }
    Between between = new Between();
    boolean perhaps = false;
    for (int i = index + 1; i < verdicts.length; i++) {
      Candidate older = newestFirst.get(i);
      if (between.atLeast() >= WITHIN || older.id() < candidate.shows()) {
        return perhaps ? Verdict.UNKNOWN : Verdict.SHOWN;
      }
      if (older.shows() == candidate.shows() && verdicts[i] != Verdict.HIDDEN) {
        if (verdicts[i] == Verdict.SHOWN && between.atMost() < WITHIN) {
          return Verdict.HIDDEN;
        }
        perhaps = true;
      }
      between.add(older, verdicts[i]);
    }
    boolean unseen = candidate.shows() < from && between.atLeast() < WITHIN;
    return perhaps || unseen ? Verdict.UNKNOWN : Verdict.SHOWN;
  }

  /// Whether an older candidate shows the same post.
  private static boolean isShownBelow(List<Candidate> newestFirst, int index) {
    long post = newestFirst.get(index).shows();
    for (int i = index + 1; i < newestFirst.size() && newestFirst.get(i).id() >= post; i++) {
      if (newestFirst.get(i).shows() == post) {
        return true;
      }
    }
    return false;
  }

  /// How many shown entries lie between two.
  ///
  /// Of the different posts that a stretch of entries is about, all but [#WITHIN] are shown in it
  /// at least once: a post of which the stretch shows nothing is shown by one of the 80 shown
  /// entries next to its end. So somebody who follows nothing but boosters does not have to be read
  /// to the end.
  private static final class Between {
    private final Set<Long> posts = new HashSet<>();
    private int certain;
    private int possible;

    void add(Candidate candidate, Verdict verdict) {
      posts.add(candidate.shows());
      certain += verdict == Verdict.SHOWN ? 1 : 0;
      possible += verdict == Verdict.HIDDEN ? 0 : 1;
    }

    int atLeast() {
      return Math.max(certain, posts.size() - WITHIN);
    }

    int atMost() {
      return possible;
    }
  }
}
