package io.rivulet.faults.run;

import io.rivulet.local.load.LoadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether there was a load, and was served as it had to be: with none, or with one that nobody
/// serves, a run says nothing.
///
/// @param loads one after the other; one that broke off has no report
/// @param breaks how many did
/// @param planned acts, by the rate and the time there was
record LoadVerdict(List<LoadReport> loads, int breaks, long planned) {
  /// What stalls keep from being done is to be less than that.
  private static final int LEAST_PERCENT = 50;

  private static final int MOST_FAILED_PERCENT = 1;

  LoadVerdict {
    loads = List.copyOf(loads);
  }

  private LoadReport all() {
    return loads.stream()
        .reduce(new LoadReport(0, Map.of(), Map.of(), Map.of(), Map.of()), LoadReport::plus);
  }

  private static long made(LoadReport load) {
    return sum(load.done()) + sum(load.refused()) + load.failures();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What became of the acts, for people.
  List<String> facts() {
    return loads.isEmpty() ? List.of("no load got through") : all().lines();
  }

  /// What was not as promised.
  ///
  /// @param rolling whether nobody may have felt anything
  List<String> problems(boolean rolling) {
    List<String> problems = new ArrayList<>();
    LoadReport all = all();
    long made = made(all);
    if (made * 100 < planned * LEAST_PERCENT) {
      problems.add(
          "%d acts of %d planned ones were made, %d loads broke off: that was no load"
              .formatted(made, planned, breaks));
    }
    if (rolling && all.failures() + breaks > 0) {
      problems.add(
          "%d acts failed and %d loads broke off: a rolling upgrade is to be felt by nobody"
              .formatted(all.failures(), breaks));
    } else if (all.failures() * 100 > made * MOST_FAILED_PERCENT) {
      problems.add("%d acts of %d failed for good".formatted(all.failures(), made));
    }
    all.unexplained()
        .forEach(
            (what, count) ->
                problems.add("%d times refused what had to be done: %s".formatted(count, what)));
    return problems;
  }
}
