package io.rivulet.bench.graph;

import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// One account is followed by everybody else; some others are ordinary authors, followed by a few.
///
/// @param accounts in all
/// @param authors how many ordinary authors: the accounts below this number
/// @param each followers of each of them
public record Star(int accounts, int authors, int each) implements FollowGraph {
  private static final long SEED = 98;

  @Override
  public String name() {
    return String.format(
        Locale.ROOT, "one author of %,d followers, %,d of %,d", accounts - 1, authors, each);
  }

  /// The account that everybody else follows.
  public int largest() {
    return authors;
  }

  @Override
  public int[] followers(int author) {
    if (author == largest()) {
      return IntStream.range(0, accounts).filter(account -> account != author).toArray();
    }
    if (author > authors) {
      return new int[0];
    }
    return new Random(SEED + author)
        .ints(0, accounts)
        .filter(account -> account != author)
        .distinct()
        .limit(Math.min(each, accounts - 1))
        .sorted()
        .toArray();
  }
}
