package io.rivulet.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/// How followers are distributed over accounts: the author of rank `r` of `n`, the largest being
/// the first, has so many.
///
/// As a power law, `p(k) ~ k^-α` for the number of followers is `k(r) = C (r + r0)^-a` with `a = 1
/// / (α - 1)` for ranks (Newman, *Power laws, Pareto distributions and Zipf's law*, 2005; Adamic,
/// *Zipf, power-laws, and Pareto*). `C` gives the mean; `r0` is Mandelbrot's shift, 0 unless the
/// largest would have more followers than there are other accounts. Of percentiles, what lies
/// between two is a power law.
///
/// All sums over accounts are sums over [#bins()]: the first ranks one by one, then groups that
/// grow by a fiftieth.
final class FollowLaw {
  private static final int RANKS_ALONE = 256;
  private static final double GROWTH = 1.02;
  private static final int HALVINGS = 200;

  /// Accounts alike.
  ///
  /// @param share of all accounts, all bins together 1
  /// @param followers of each
  record Bin(double share, double followers) {}

  private final double accounts;
  private final DoubleUnaryOperator atRank;
  private final List<Bin> bins;
  private final double mean;
  private final String name;

  private FollowLaw(String name, double accounts, DoubleUnaryOperator atRank) {
    this.name = name;
    this.accounts = accounts;
    this.atRank = atRank;
    this.bins = bins(accounts, atRank);
    this.mean = bins.stream().mapToDouble(bin -> bin.share() * bin.followers()).sum();
  }

  /// A power law.
  ///
  /// @param accounts at least 2
  /// @param mean followers an account, above 0 and below `accounts`
  /// @param exponent α of the density, 2.01 to 10: at 2 and below the mean would be infinite
  static FollowLaw power(double accounts, double mean, double exponent) {
    Check.within("--users", accounts, 2, Scale.MOST_USERS);
    Check.within("--exponent", exponent, 2.01, 10);
    Check.within("--mean", mean, 1e-3, accounts - 1);
    double a = 1 / (exponent - 1);
    double low = 0;
    double high = accounts;
    for (int i = 0; i < HALVINGS && largest(accounts, mean, a, low) > accounts - 1; i++) {
      double middle = (low + high) / 2;
      if (largest(accounts, mean, a, middle) > accounts - 1) {
        low = middle;
      } else {
        high = middle;
        if (high - low < 1e-6 * high) {
          low = high;
        }
      }
    }
    double shift = low;
    double factor = mean / mean(bins(accounts, rank -> Math.pow(rank + shift, -a)));
    return new FollowLaw(
        "power law, mean %s, exponent %s".formatted(Check.text(mean), Check.text(exponent)),
        accounts,
        // The sum over groups of ranks is a little less than that of the integral above.
        rank -> Math.min(accounts - 1, factor * Math.pow(rank + shift, -a)));
  }

  private static double largest(double accounts, double mean, double a, double shift) {
    double sum = (Math.pow(accounts + 0.5 + shift, 1 - a) - Math.pow(0.5 + shift, 1 - a)) / (1 - a);
    return mean * accounts / sum * Math.pow(1 + shift, -a);
  }

  /// Of percentiles: followers that so many of a hundred accounts have at most.
  ///
  /// @param percentiles at least one; that of 100 has to be there, it is the largest author
  static FollowLaw percentiles(double accounts, Map<Double, Double> percentiles) {
    Check.within("--users", accounts, 2, Scale.MOST_USERS);
    NavigableMap<Double, Double> byShare = new TreeMap<>();
    double before = 0;
    for (Map.Entry<Double, Double> point : new TreeMap<>(percentiles).entrySet()) {
      double percent = Check.within("--percentiles", point.getKey(), 0.001, 100);
      double followers =
          Check.within("--percentiles, %s".formatted(percent), point.getValue(), 0, accounts - 1);
      if (followers < before) {
        throw new IllegalArgumentException(
            "--percentiles: expected none below %s at %s, found %s"
                .formatted(Check.text(before), percent, Check.text(followers)));
      }
      before = followers;
      byShare.put(Math.max(1 / accounts, 1 - percent / 100), Math.max(followers, 1e-3));
    }
    if (!percentiles.containsKey(100.0)) {
      throw new IllegalArgumentException(
          "--percentiles: expected that of 100, the largest author, found " + percentiles.keySet());
    }
    return new FollowLaw(
        "percentiles " + new TreeMap<>(percentiles),
        accounts,
        rank -> between(byShare, rank / accounts));
  }

  /// A straight line in logarithms between two points; above the largest share, down to zero.
  private static double between(NavigableMap<Double, Double> byShare, double share) {
    Map.Entry<Double, Double> above = byShare.ceilingEntry(share);
    Map.Entry<Double, Double> below = byShare.floorEntry(share);
    if (above == null) {
      Map.Entry<Double, Double> last = byShare.lastEntry();
      return last.getValue() * (1 - share) / (1 - last.getKey());
    }
    if (below == null || above.getKey().equals(below.getKey())) {
      return above.getValue();
    }
    double way = Math.log(share / below.getKey()) / Math.log(above.getKey() / below.getKey());
    return below.getValue() * Math.pow(above.getValue() / below.getValue(), way);
  }

  private static List<Bin> bins(double accounts, DoubleUnaryOperator atRank) {
    List<Bin> bins = new ArrayList<>();
    double from = 0.5;
    for (int rank = 1; rank <= RANKS_ALONE && rank <= accounts; rank++) {
      bins.add(new Bin(1 / accounts, atRank.applyAsDouble(rank)));
      from = rank + 0.5;
    }
    while (from < accounts) {
      double to = Math.min(from * GROWTH, accounts + 0.5);
      double middle = Math.min(Math.sqrt(from * to), accounts);
      bins.add(new Bin((to - from) / accounts, atRank.applyAsDouble(middle)));
      from = to;
    }
    return List.copyOf(bins);
  }

  private static double mean(List<Bin> bins) {
    return bins.stream().mapToDouble(bin -> bin.share() * bin.followers()).sum();
  }

  List<Bin> bins() {
    return bins;
  }

  /// Followers an account.
  double mean() {
    return mean;
  }

  /// Followers of the largest author.
  double largest() {
    return at(1);
  }

  /// Followers of the author of a rank, from 1.
  double at(double rank) {
    return atRank.applyAsDouble(rank);
  }

  double accounts() {
    return accounts;
  }

  @Override
  public String toString() {
    return name + ", largest author " + Check.text(Math.rint(largest()));
  }
}
