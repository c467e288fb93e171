package io.rivulet.e2e.guarantee;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// From when on an act must show: at once for whoever did it, for others a second after the fan-out
/// has done it. (While a worker is away its part of the work waits for another one.) Where Redis is
/// emptied before the fan-out has done it, nothing else knows of it: then for all.
final class InForce {
  /// What a reader's caches may keep, and a bit for the clock.
  static final Duration STALENESS = Duration.ofMillis(1_100);

  private final TreeMap<Long, Long> settled = new TreeMap<>();

  private final List<Long> emptied;

  /// @param emptied when Redis was emptied
  InForce(List<Mark> marks, List<Long> emptied) {
    this.emptied = List.copyOf(emptied);
    for (Mark mark : marks) {
      settled.merge(mark.seen(), mark.settled(), Math::min);
    }
  }

  /// Whether whoever read the page must have seen what the act did.
  boolean on(Page page, Act act) {
    boolean own = act.actor() == page.viewer() && !wasEmptied(act.at().begun(), page.at().ended());
    long from = own ? act.at().ended() : forOthers(act);
    return from < page.at().begun();
  }

  private boolean wasEmptied(long from, long to) {
    return emptied.stream().anyMatch(moment -> moment >= from && moment <= to);
  }

  private long forOthers(Act act) {
    Map.Entry<Long, Long> mark = settled.higherEntry(act.at().ended());
    return mark == null ? Long.MAX_VALUE : mark.getValue() + STALENESS.toNanos();
  }
}
