package io.rivulet.autoscale;

import java.util.Collection;
import java.util.List;

/// How many workers there should be.
///
/// `wanted = (demand / utilisation + backlog / drain) / what a worker does`, rounded up to the next
/// number that shares the partitions evenly. The demand is what comes in, not what is done: a
/// worker that catches up is as busy as it can be, and a rule that goes by that would ask for more
/// until all is done, and then for fewer at once. If the oldest post is too old all the same, a
/// worker does less than was measured, and one step more is asked for.
///
/// More are asked for at once; fewer when fewer would have done for a while ([#settled]): moving
/// partitions costs seconds of standing still, and what goes down soon goes up again.
final class ScalingRule {
  private final ScalingSettings settings;
  private final List<Integer> steps;

  ScalingRule(ScalingSettings settings) {
    this.settings = settings;
    this.steps = settings.steps();
  }

  /// Workers that what is seen now asks for.
  int now(Seen seen) {
    double needed =
        (seen.demand() / settings.utilisation() + seen.backlog() / settings.drain().toSeconds())
            / settings.perWorker();
    boolean late = seen.oldestSeconds() > settings.target().toSeconds();
    return step(late ? Math.max(needed, seen.workers() + 1.0) : needed);
  }

  /// Workers there should be: as many as were asked for at most in the time that [ScalingSettings]
  /// calls `calm`.
  ///
  /// @param asked what [#now] said in that time, at least once
  int settled(Collection<Integer> asked) {
    return asked.stream().mapToInt(Integer::intValue).max().orElse(steps.getFirst());
  }

  /// The least number in steps that is enough, or the greatest there is.
  private int step(double needed) {
    return steps.stream().filter(step -> step >= needed).findFirst().orElse(steps.getLast());
  }
}
