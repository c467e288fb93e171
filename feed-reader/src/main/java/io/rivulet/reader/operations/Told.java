package io.rivulet.reader.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.vitals.Ages;
import io.rivulet.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the page is told at one time. Times are seconds, memory bytes.
///
/// @param faults what to look at, each a line
/// @param oldest age of the oldest post that is not delivered
/// @param ages of what was delivered since the look before, by size of the author
/// @param lags records that wait, by topic, in the order of its partitions
record Told(
    List<String> faults,
    double oldest,
    Vitals.Flow flow,
    Map<String, Age> ages,
    Map<String, List<Double>> lags,
    List<Vitals.Worker> processes,
    Vitals.Memory memory) {
  /// @param half of them took as long at most
  /// @param most 99 % of them did
  record Age(double count, @JsonProperty("p50") double half, @JsonProperty("p99") double most) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.99;

    static Age of(Ages ages) {
      return new Age(ages.count(), ages.quantile(HALF), ages.quantile(MOST));
    }
  }

  static Told of(Vitals vitals) {
    Map<String, Age> ages = new LinkedHashMap<>();
    vitals.delivery().ages().forEach((size, all) -> ages.put(size, Age.of(all)));
    Map<String, List<Double>> lags = new LinkedHashMap<>();
    vitals.lags().forEach((topic, all) -> lags.put(topic, List.copyOf(all.values())));
    return new Told(
        vitals.faults(),
        vitals.delivery().oldest(),
        vitals.flow(),
        ages,
        lags,
        vitals.processes(),
        vitals.memory());
  }
}
