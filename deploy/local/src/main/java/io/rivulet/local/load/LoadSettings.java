package io.rivulet.local.load;

import io.rivulet.local.LocalException;
import java.util.Map;

/// How a load is to be.
///
/// @param seed of all that happens
/// @param amounts acts of each kind, at least 0; a kind that is absent does not occur
/// @param rate acts a second, at least 1; 0 for as many as can be
/// @param concurrency acts under way at a time, 1 to 256
public record LoadSettings(long seed, Map<LoadKind, Integer> amounts, int rate, int concurrency) {
  private static final int MAX_CONCURRENCY = 256;

  public LoadSettings {
    amounts = Map.copyOf(amounts);
    amounts.forEach(
        (kind, amount) -> require(amount >= 0, kind + " must be at least 0, but is " + amount));
    require(rate >= 0, "rate must be max or at least 1, but is " + rate);
    require(
        concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
        "concurrency must be 1 to %d, but is %d".formatted(MAX_CONCURRENCY, concurrency));
    require(
        of(amounts, LoadKind.DELETE) <= of(amounts, LoadKind.POST),
        "deletes must be at most as many as posts, since only posts of this load are deleted");
    require(
        of(amounts, LoadKind.POST) > 0
            || of(amounts, LoadKind.BOOST) + of(amounts, LoadKind.EDIT) == 0,
        "boosts and edits need posts, since only posts of this load are boosted and edited");
  }

  int amount(LoadKind kind) {
    return of(amounts, kind);
  }

  /// All acts that have a number.
  int total() {
    return amounts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static int of(Map<LoadKind, Integer> amounts, LoadKind kind) {
    return amounts.getOrDefault(kind, 0);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new LocalException(otherwise);
    }
  }
}
