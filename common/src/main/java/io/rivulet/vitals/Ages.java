package io.rivulet.vitals;

import java.util.Map;
import java.util.TreeMap;

/// Times counted in buckets, as Prometheus does: each with the number of those that took so long at
/// most.
///
/// @param upTo numbers by upper bound in seconds; the last is infinite
public record Ages(Map<Double, Double> upTo) {
  /// Adds the buckets of a process.
  void add(double bound, double count) {
    upTo.merge(bound, count, Double::sum);
  }

  static Ages none() {
    return new Ages(new TreeMap<>());
  }

  /// What came since an earlier time. A counter that is lower now began anew, and all of it came.
  Ages since(Ages earlier) {
    Ages since = none();
    boolean anew = count() < earlier.count();
    upTo.forEach(
        (bound, count) ->
            since.add(bound, anew ? count : count - earlier.upTo.getOrDefault(bound, 0.0)));
    return since;
  }

  /// How many there are.
  public double count() {
    return upTo.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /// The time that a share of them took at most, in seconds, as `histogram_quantile` estimates it:
  /// evenly spread within a bucket, and the highest finite bound for all that took longer.
  ///
  /// @param share between 0 and 1
  public double quantile(double share) {
    double wanted = share * count();
    double bound = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
      double most = bucket.getKey();
      double here = bucket.getValue();
      if (here >= wanted && here > below) {
        return Double.isInfinite(most)
            ? bound
            : bound + (most - bound) * (wanted - below) / (here - below);
      }
      bound = most;
      below = here;
    }
    return 0;
  }
}
