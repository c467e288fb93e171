package io.rivulet.audit.judge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a set that changes can have held when somebody looked at it at an unknown moment: at least
/// what was in it all the time, at most what was in it at some time.
public final class Bounds<T> {
  private @Nullable Set<T> always;
  private final Set<T> ever = new HashSet<>();

  /// Adds a state in which the set has been.
  public void add(Collection<T> state) {
    Set<T> copy = new HashSet<>(state);
    if (always == null) {
      always = copy;
    } else {
      always.retainAll(copy);
    }
    ever.addAll(copy);
  }

  /// What must be there.
  public Set<T> always() {
    return always == null ? Set.of() : always;
  }

  /// What may be there.
  public Set<T> ever() {
    return ever;
  }
}
