package io.rivulet.audit.model;

import java.util.List;
import java.util.stream.Collectors;

/// Whether an entry is in a home timeline, and why.
///
/// @param rule that decided
/// @param because the records that decided, the publication of the entry first where there is one
public record Verdict(boolean shown, Rule rule, List<Fact> because) {
  public Verdict {
    because = List.copyOf(because);
  }

  @Override
  public String toString() {
    return (shown ? "shown" : "hidden")
        + " by "
        + rule
        + because.stream().map(fact -> "; " + fact).collect(Collectors.joining());
  }
}
