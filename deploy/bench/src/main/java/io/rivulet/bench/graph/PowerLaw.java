package io.rivulet.bench.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// A graph in which few have many followers: the author of rank r has `largest · r^-a`, with the
/// exponent that gives the mean asked for. Who follows is chosen evenly, nobody follows himself.
///
/// Accounts are numbers from zero, and no number tells its rank. The same seed gives the same
/// graph. Followers are drawn when asked for, so that ten million edges take no memory.
public final class PowerLaw implements FollowGraph {
  private static final int HALVINGS = 60;

  /// From this share of all accounts on, each account is asked in turn.
  private static final int DENSE = 8;

  private final int[] counts;
  private final long seed;
  private final double exponent;

  /// A graph.
  ///
  /// @param accounts at least 2
  /// @param mean followers an account, from 1 to `largest`
  /// @param largest followers of the largest author, below `accounts`
  public PowerLaw(int accounts, int mean, int largest, long seed) {
    if (largest >= accounts || mean < 1 || mean > largest) {
      throw new IllegalArgumentException(
          "expected 1 ≤ mean ≤ largest < accounts, found %d, %d, %d"
              .formatted(mean, largest, accounts));
    }
    this.seed = seed;
    this.exponent = exponent(accounts, mean, largest);
    this.counts = new int[accounts];
    long missing = (long) accounts * mean;
    for (int rank = 1; rank <= accounts; rank++) {
      counts[rank - 1] = (int) Math.round(followers(largest, rank, exponent));
      missing -= counts[rank - 1];
    }
    level(missing, largest);
    shuffle();
  }

  /// Rounding leaves some too many or too few: the smaller authors take one each.
  private void level(long missing, int largest) {
    int step = Long.signum(missing);
    long left = Math.abs(missing);
    for (int i = counts.length - 1; left > 0; i = i == 0 ? counts.length - 1 : i - 1) {
      int changed = counts[i] + step;
      if (changed >= 0 && changed <= largest) {
        counts[i] = changed;
        left--;
      }
    }
  }

  private void shuffle() {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = counts.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int count = counts[i];
      counts[i] = counts[other];
      counts[other] = count;
    }
  }

  private static double followers(int largest, int rank, double exponent) {
    return largest * Math.pow(rank, -exponent);
  }

  private static double exponent(int accounts, int mean, int largest) {
    double low = 0;
    double high = 10;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double sum = 0;
      for (int rank = 1; rank <= accounts; rank++) {
        sum += followers(largest, rank, middle);
      }
      if (sum > (double) accounts * mean) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public int accounts() {
    return counts.length;
  }

  @Override
  public String name() {
    return String.format(
        Locale.ROOT,
        "power law, %,d accounts, %,d follows, largest author %,d, seed %d",
        counts.length,
        edges(),
        Arrays.stream(counts).max().orElse(0),
        seed);
  }

  @Override
  public long follows() {
    return edges();
  }

  /// How many follows there are.
  public long edges() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  /// The exponent of the law.
  public double exponent() {
    return exponent;
  }

  /// How many followers an author has.
  public int count(int author) {
    return counts[author];
  }

  @Override
  public int[] followers(int author) {
    SplittableRandom random = new SplittableRandom(seed ^ (author + 1) * 0x9e3779b97f4a7c15L);
    int others = counts.length - 1;
    int[] chosen =
        counts[author] > others / DENSE
            ? inTurn(random, others, counts[author])
            : drawn(random, others, counts[author]);
    // Numbers from the author's own on stand for the next one, so that he is left out.
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] >= author) {
        chosen[i]++;
      }
    }
    return chosen;
  }

  /// Knuth's algorithm S: *The Art of Computer Programming*, 3.4.2.
  private static int[] inTurn(SplittableRandom random, int of, int count) {
    int[] chosen = new int[count];
    int size = 0;
    for (int i = 0; size < count; i++) {
      if (random.nextInt(of - i) < count - size) {
        chosen[size++] = i;
      }
    }
    return chosen;
  }

  private static int[] drawn(SplittableRandom random, int of, int count) {
    int[] chosen = new int[count];
    int size = 0;
    while (size < count) {
      for (int i = size; i < count; i++) {
        chosen[i] = random.nextInt(of);
      }
      Arrays.sort(chosen);
      size = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || chosen[i] != chosen[i - 1]) {
          chosen[size++] = chosen[i];
        }
      }
    }
    return chosen;
  }
}
