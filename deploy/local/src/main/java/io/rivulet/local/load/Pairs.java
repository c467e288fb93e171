package io.rivulet.local.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A set of pairs that any one can be drawn from, by the same numbers always the same one.
final class Pairs {
  private final List<Pair> list = new ArrayList<>();
  private final Map<Pair, Integer> places = new HashMap<>();

  /// Two people by their numbers: who does it, and to whom.
  record Pair(int one, int other) {
    /// The other way round.
    Pair reversed() {
      return new Pair(/* one= */ other, /* other= */ one);
    }
  }

  void add(Pair pair) {
    if (places.putIfAbsent(pair, list.size()) == null) {
      list.add(pair);
    }
  }

  boolean contains(Pair pair) {
    return places.containsKey(pair);
  }

  void remove(Pair pair) {
    Integer place = places.remove(pair);
    if (place != null) {
      Pair last = list.removeLast();
      if (place < list.size()) {
        list.set(place, last);
        places.put(last, place);
      }
    }
  }

  /// Any pair; empty if there is none.
  Optional<Pair> any(RandomGenerator random) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  int size() {
    return list.size();
  }
}
