package io.rivulet.faults.run;

import java.util.ArrayList;
import java.util.List;

/// Where a run took place.
///
/// @param seed that it can be made again from
/// @param hosts what they are
/// @param leftOut kinds of faults that were asked for, each with why this machine cannot have it
record Surroundings(long seed, String hosts, List<String> leftOut) {
  Surroundings {
    leftOut = List.copyOf(leftOut);
  }

  /// For a terminal.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("seed " + seed);
    lines.add("hosts: " + hosts);
    leftOut.forEach(kind -> lines.add("left out: " + kind));
    return lines;
  }
}
