package io.rivulet.fuzz;

/// A fault, and how to see it again.
///
/// @param number of the case
/// @param reproduction for `--repeat`, or what else makes the case again
public record Found(Door door, long seed, long number, String fault, String reproduction) {
  @Override
  public String toString() {
    return "%s, seed %d, case %d: %s%n  again: %s"
        .formatted(door.title(), seed, number, fault, reproduction);
  }
}
