package io.rivulet.e2e.guarantee;

import io.rivulet.e2e.guarantee.Tie.Effect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What accounts were to one another while a page was read: known, or not to be known.
final class Ties {
  private final Map<Set<Long>, List<Act.Related>> acts = new HashMap<>();
  private final InForce inForce;

  Ties(Collection<Act.Related> all, InForce inForce) {
    this.inForce = inForce;
    for (Act.Related act : all) {
      acts.computeIfAbsent(Set.of(act.actor(), act.target()), _ -> new ArrayList<>()).add(act);
    }
  }

  /// Whether the tie was there for whoever read the page, from its first moment to its last.
  boolean held(Page page, Tie tie, long from, long to) {
    List<Act.Related> between = between(from, to);
    List<Act.Related> against = with(between, tie, from, to, Effect.CLEARS, Effect.MAY_CLEAR);
    return decided(page, with(between, tie, from, to, Effect.SETS), against);
  }

  /// Whether the tie was not there for whoever read the page, from its first moment to its last.
  boolean absent(Page page, Tie tie, long from, long to) {
    List<Act.Related> between = between(from, to);
    List<Act.Related> sets = with(between, tie, from, to, Effect.SETS);
    return sets.stream().allMatch(set -> page.at().before(set.at()))
        || decided(page, with(between, tie, from, to, Effect.CLEARS), sets);
  }

  /// Whether the last word is one of some acts, and not one of those against them.
  private boolean decided(Page page, List<Act.Related> acts, List<Act.Related> against) {
    return acts.stream()
        .anyMatch(
            act ->
                inForce.on(page, act)
                    && against.stream()
                        .allMatch(
                            other -> other.at().before(act.at()) || page.at().before(other.at())));
  }

  private List<Act.Related> between(long from, long to) {
    return from == to ? List.of() : acts.getOrDefault(Set.of(from, to), List.of());
  }

  private static List<Act.Related> with(
      List<Act.Related> acts, Tie tie, long from, long to, Effect... effects) {
    Set<Effect> wanted = Set.of(effects);
    return acts.stream().filter(act -> wanted.contains(tie.of(act, from, to))).toList();
  }
}
