package io.rivulet.local.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Draws ranks by Zipf's law with exponent 1: rank r, counted from 0, comes up in proportion to 1 /
/// (r + 1), as people's share of what is said is found to be.
final class Zipf {
  private final double[] cumulated;

  /// @param ranks how many there are, at least 1
  Zipf(int ranks) {
    if (ranks < 1) {
      throw new IllegalArgumentException("ranks: expected at least 1, found " + ranks);
    }
    cumulated = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
  }

  int ranks() {
    return cumulated.length;
  }

  /// A rank, from 0.
  int next(RandomGenerator random) {
    double point = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, point);
    // Exactly on the end of a rank's share is the next rank's begin.
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
  }
}
