package io.rivulet.bench.graph;

import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// Account 0 is followed by everybody else; some others are ordinary authors, followed by a few.
///
/// @param accounts in all
/// @param authors how many ordinary authors, accounts 1 to `authors`
/// @param each followers of each of them
public record Star(int accounts, int authors, int each) implements FollowGraph {
  private static final long SEED = 98;

  @Override
  public String name() {
    return String.format(
        Locale.ROOT, "one author of %,d followers, %,d of %,d", accounts - 1, authors, each);
  }

  @Override
  public int[] followers(int author) {
    if (author == 0) {
      return IntStream.range(1, accounts).toArray();
    }
    if (author > authors) {
      return new int[0];
    }
    return new Random(SEED + author)
        .ints(1, accounts)
        .filter(account -> account != author)
        .distinct()
        .limit(Math.min(each, accounts - 2))
        .sorted()
        .toArray();
  }
}
