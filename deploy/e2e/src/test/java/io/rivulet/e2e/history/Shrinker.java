package io.rivulet.e2e.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing history small: takes out stretches of steps, halving their length, as long as
/// what is left fails (Zeller, Hildebrandt: *Simplifying and isolating failure-inducing input*,
/// 2002).
final class Shrinker {
  private final Predicate<History> fails;
  private final long deadline;

  Shrinker(Predicate<History> fails, Duration bound) {
    this.fails = fails;
    this.deadline = System.nanoTime() + bound.toNanos();
  }

  History shrink(History history) {
    History smallest = history;
    for (int length = Math.max(1, history.steps().size() / 2); length >= 1; length /= 2) {
      boolean smaller = true;
      while (smaller && !late()) {
        History shorter = without(smallest, length);
        smaller = shorter.steps().size() < smallest.steps().size();
        smallest = shorter;
      }
    }
    return smallest;
  }

  /// What is left when all stretches of a length that can be are taken out, the last ones first.
  private History without(History history, int length) {
    History smallest = history;
    for (int to = history.steps().size(); to > 0 && !late(); to -= length) {
      List<Step> left = new ArrayList<>(smallest.steps());
      left.subList(Math.max(0, to - length), to).clear();
      History shorter = history.withSteps(left);
      if (fails.test(shorter)) {
        smallest = shorter;
      }
    }
    return smallest;
  }

  private boolean late() {
    return System.nanoTime() > deadline;
  }
}
