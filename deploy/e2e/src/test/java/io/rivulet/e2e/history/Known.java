package io.rivulet.e2e.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The states that something had, by the offset of the record that made each, and which of them a
/// reader may still see.
final class Known<T> {
  private final List<Long> offsets = new ArrayList<>();
  private final List<T> states = new ArrayList<>();
  private int certain;

  Known(T first) {
    offsets.add(-1L);
    states.add(first);
  }

  void add(long offset, T state) {
    offsets.add(offset);
    states.add(state);
  }

  T newest() {
    return states.getLast();
  }

  /// Readers see the record with this offset, or a later one.
  void certain(long offset) {
    for (int i = certain + 1; i < offsets.size() && offsets.get(i) <= offset; i++) {
      certain = i;
    }
  }

  /// Nothing is certain any more.
  void lose() {
    certain = 0;
  }

  /// What readers may see from now on.
  List<T> possible() {
    return states.subList(certain, states.size());
  }

  /// Whether a condition may hold, or with `any` false, must hold.
  boolean holds(boolean any, Predicate<T> condition) {
    return any ? possible().stream().anyMatch(condition) : possible().stream().allMatch(condition);
  }
}
