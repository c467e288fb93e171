package io.rivulet.bench.graph;

/// Who follows whom. Accounts are numbered from 0; the same numbers for the same settings.
public interface FollowGraph {
  /// In words, with its settings.
  String name();

  int accounts();

  /// The accounts that follow `author`, ascending, each once, and not himself.
  int[] followers(int author);

  /// Follows in all.
  default long follows() {
    long follows = 0;
    for (int author = 0; author < accounts(); author++) {
      follows += followers(author).length;
    }
    return follows;
  }
}
