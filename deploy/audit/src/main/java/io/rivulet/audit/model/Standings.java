package io.rivulet.audit.model;

import io.rivulet.event.RelationEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What all accounts are to each other.
final class Standings {
  private static final Standing NOTHING = new Standing();

  private final Map<Long, Map<Long, Standing>> byViewer = new HashMap<>();
  private final Map<Long, Set<Long>> viewersByTarget = new HashMap<>();

  void apply(LogPosition at, RelationEvent event) {
    byViewer
        .computeIfAbsent(event.viewer(), _ -> new HashMap<>())
        .computeIfAbsent(event.target(), _ -> new Standing())
        .apply(new Fact(at, event), event);
    viewersByTarget.computeIfAbsent(event.target(), _ -> new HashSet<>()).add(event.viewer());
  }

  /// What `viewer` is to `target`.
  Standing of(long viewer, long target) {
    return byViewer.getOrDefault(viewer, Map.of()).getOrDefault(target, NOTHING);
  }

  /// To whom `viewer` is such.
  Set<Long> targets(long viewer, Predicate<Standing> such) {
    Set<Long> targets = new TreeSet<>();
    byViewer
        .getOrDefault(viewer, Map.of())
        .forEach(
            (target, standing) -> {
              if (such.test(standing)) {
                targets.add(target);
              }
            });
    return targets;
  }

  /// Who is such to `target`.
  Set<Long> viewers(long target, Predicate<Standing> such) {
    Set<Long> viewers = new TreeSet<>();
    for (long viewer : viewersByTarget.getOrDefault(target, Set.of())) {
      if (such.test(of(viewer, target))) {
        viewers.add(viewer);
      }
    }
    return viewers;
  }
}
