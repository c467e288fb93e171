package io.rivulet.monitoring;

import java.util.ArrayList;
import java.util.List;

/// From where on figures are yellow and red. Those that alerts have are the alerts' own.
///
/// @param steps in ascending order; the first has no bound
record Thresholds(List<Step> steps) {
  /// A colour and the least figure that has it.
  record Step(double from, String colour) {}

  /// Less than anything that is counted.
  private static final double NEXT_TO_NOTHING = 0.000001;

  private static final String WELL = "green";
  private static final String LOOK = "yellow";
  private static final String BAD = "red";

  /// Neither well nor bad: the figure is of interest by itself.
  static Thresholds none() {
    return new Thresholds(List.of(new Step(0, "blue")));
  }

  /// The more, the worse.
  static Thresholds above(double look, double bad) {
    return new Thresholds(List.of(new Step(0, WELL), new Step(look, LOOK), new Step(bad, BAD)));
  }

  /// Anything but nothing is bad.
  static Thresholds aboveNothing() {
    return new Thresholds(List.of(new Step(0, WELL), new Step(NEXT_TO_NOTHING, BAD)));
  }

  /// There must be so many at least.
  static Thresholds atLeast(double least) {
    return new Thresholds(List.of(new Step(0, BAD), new Step(least, WELL)));
  }

  /// Whether anything is said of the figures.
  boolean judge() {
    return steps.size() > 1;
  }

  /// All but the first, which has no bound.
  List<Step> bounds() {
    return new ArrayList<>(steps.subList(1, steps.size()));
  }
}
