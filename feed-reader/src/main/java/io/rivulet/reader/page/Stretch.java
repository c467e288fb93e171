package io.rivulet.reader.page;

import io.rivulet.visible.RepeatedBoosts;
import io.rivulet.visible.RepeatedBoosts.Candidate;
import io.rivulet.visible.RepeatedBoosts.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Entries one after the other without gaps, as far as they were looked at, with what is known of
/// repeated boosts among them.
final class Stretch<T> {
  private final List<Shown<T>> newestFirst = new ArrayList<>();
  private Verdict[] verdicts = new Verdict[0];

  /// Adds what was found right below.
  ///
  /// @param from the id down to which all was looked at now
  void addOlder(List<Shown<T>> shown, long from) {
    newestFirst.addAll(shown);
    judge(from);
  }

  /// Adds what was found right above.
  void addNewer(List<Shown<T>> shown, long from) {
    newestFirst.addAll(0, shown.reversed());
    judge(from);
  }

  private void judge(long from) {
    List<Candidate> candidates = newestFirst.stream().map(Shown::candidate).toList();
    verdicts = RepeatedBoosts.judge(candidates, from);
  }

  /// What a page can take from the stretch.
  ///
  /// @param picked the shown entries of the window that come first in its direction, up to the
  ///   limit and up to the first of which nothing is known
  /// @param repeated how many were left out before the end of `picked`
  /// @param unknown whether the next entry is one of which nothing is known
  record Picked<T>(List<T> picked, int repeated, boolean unknown) {}

  Picked<T> pick(PageRequest request) {
    List<T> picked = new ArrayList<>();
    int repeated = 0;
    int size = newestFirst.size();
    for (int i = 0; i < size && picked.size() < request.limit(); i++) {
      int index = request.window().oldestFirst() ? size - 1 - i : i;
      Shown<T> shown = newestFirst.get(index);
      if (request.window().contains(shown.candidate().id())) {
        switch (verdicts[index]) {
          case SHOWN -> picked.add(shown.entry());
          case HIDDEN -> repeated++;
          case UNKNOWN -> {
            return new Picked<>(picked, repeated, true);
          }
        }
      }
    }
    return new Picked<>(picked, repeated, false);
  }

  /// The lowest id of a post that a boost shows of which nothing is known.
  long oldestUnknown() {
    long oldest = Long.MAX_VALUE;
    for (int i = 0; i < verdicts.length; i++) {
      if (verdicts[i] == Verdict.UNKNOWN) {
        oldest = Math.min(oldest, newestFirst.get(i).candidate().shows());
      }
    }
    return oldest;
  }
}
