package io.rivulet.capacity;

import io.rivulet.bench.memory.AccountIds;
import io.rivulet.fanout.plan.CountedPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/// A graph with as many accounts as there is room for their ids: 8 bytes each. How many follow an
/// author says a law by his rank, which is scattered over the accounts; who follows is drawn evenly
/// whenever it is asked for, and the same again for the same seed.
final class DrawnFollows implements CountedPlan.Follows {
  /// Odd, and with no factor that a number of accounts is likely to have: scatters ranks.
  private static final long SCATTER = 0x9e3779b97f4a7c15L;

  private final FollowLaw law;
  private final long[] ids;
  private final long seed;
  private final int step;

  /// @param accounts at least 2
  /// @param registered from the first to the last
  DrawnFollows(FollowLaw law, int accounts, Duration registered, long seed) {
    this.law = law;
    this.seed = seed;
    this.ids = AccountIds.over(accounts, registered, seed);
    this.step = coprime(accounts);
  }

  private static int coprime(int accounts) {
    int step = (int) Math.floorMod(SCATTER, (long) accounts);
    while (gcd(Math.max(1, step), accounts) != 1) {
      step++;
    }
    return Math.max(1, step);
  }

  private static int gcd(int one, int other) {
    return other == 0 ? one : gcd(other, one % other);
  }

  int accounts() {
    return ids.length;
  }

  /// The id of an account by its number.
  long id(int number) {
    return ids[number];
  }

  private int number(long id) {
    int number = Arrays.binarySearch(ids, id);
    if (number < 0) {
      throw new IllegalArgumentException("account: expected one of the graph, found " + id);
    }
    return number;
  }

  @Override
  public int count(long author) {
    return count(number(author));
  }

  /// A broken number of followers is one more or less, by chance, so that the mean stays.
  private int count(int number) {
    long rank = (long) number * step % ids.length + 1;
    double followers = law.at((double) rank);
    int whole = (int) followers;
    boolean more = random(number).nextDouble() < followers - whole;
    return Math.min(ids.length - 1, more ? whole + 1 : whole);
  }

  private SplittableRandom random(int number) {
    return new SplittableRandom(seed ^ (number + 1) * SCATTER);
  }

  /// In order without sorting: the least of `m` numbers that are drawn evenly from what is left has
  /// the distribution of `1 - u^(1/m)` (Bentley and Saxe, *Generating sorted lists of random
  /// numbers*, 1980). That no two are one is had by drawing from as many fewer.
  @Override
  public void forEach(long author, LongConsumer visitor) {
    int self = number(author);
    int count = count(self);
    SplittableRandom random = random(self);
    double at = 0;
    long others = ids.length - 1L - count + 1;
    for (int i = 0; i < count; i++) {
      at += (1 - at) * -Math.expm1(Math.log(1 - random.nextDouble()) / (count - i));
      long place = Math.min(others - 1, (long) (at * others)) + i;
      visitor.accept(ids[(int) (place >= self ? place + 1 : place)]);
    }
  }
}
