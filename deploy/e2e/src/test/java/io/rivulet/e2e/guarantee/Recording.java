package io.rivulet.e2e.guarantee;

import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes down what many threads do and see.
final class Recording {
  private final long origin = System.nanoTime();
  private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
  private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
  private final Queue<Page> pages = new ConcurrentLinkedQueue<>();
  private final Queue<Long> emptied = new ConcurrentLinkedQueue<>();

  /// Nanoseconds since it began.
  long now() {
    return System.nanoTime() - origin;
  }

  void add(Act act) {
    acts.add(act);
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  void add(Page page) {
    pages.add(page);
  }

  /// Notes that Redis is emptied at about this moment.
  void emptied() {
    emptied.add(now());
  }

  /// Whether all that was answered before a moment is known to be done by the fan-out.
  boolean settledSince(long moment) {
    return marks.stream().anyMatch(mark -> mark.seen() >= moment);
  }

  /// All of it so far.
  Story story() {
    return new Story(
        acts.stream().toList(),
        new InForce(marks.stream().toList(), emptied.stream().toList()),
        pages.stream().sorted(Comparator.comparingLong(page -> page.at().begun())).toList());
  }

  @Override
  public String toString() {
    return "%d acts, %d pages, %d marks".formatted(acts.size(), pages.size(), marks.size());
  }
}
