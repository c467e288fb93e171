package io.rivulet.e2e.guarantee;

import java.util.ArrayList;
import java.util.List;

/// What a guarantee says of a story.
///
/// @param judged how often it had something to say: a guarantee that never had proves nothing
record Verdict(String guarantee, long judged, List<Violation> violations) {
  private static final int SHOWN = 10;

  Verdict {
    violations = List.copyOf(violations);
  }

  boolean kept() {
    return violations.isEmpty();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("%-20s %d judged, %d violations".formatted(guarantee, judged, violations.size()));
    violations.stream().limit(SHOWN).forEach(violation -> lines.add("  " + violation));
    return String.join(System.lineSeparator(), lines);
  }

  /// Collects violations while a guarantee looks.
  static final class Builder {
    private final List<Violation> violations = new ArrayList<>();
    private long judged;

    /// One thing looked at, and what is wrong with it, or nothing.
    void add(List<Violation> found) {
      judged++;
      violations.addAll(found);
    }

    Verdict of(Guarantee guarantee) {
      return new Verdict(guarantee.getClass().getSimpleName(), judged, violations);
    }
  }
}
