package io.rivulet.bench.memory;

import io.rivulet.bench.graph.PowerLaw;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/// Some follows of a graph in random order, as people come to follow each other over the years.
final class Edges {
  private static final int SHIFT = 32;

  private final long[] edges;

  private Edges(long[] edges) {
    this.edges = edges;
  }

  /// The follows whose author and follower are wanted.
  static Edges of(PowerLaw graph, IntPredicate authors, IntPredicate followers, long seed) {
    long[] edges = new long[1_024];
    int size = 0;
    for (int author = 0; author < graph.accounts(); author++) {
      if (!authors.test(author)) {
        continue;
      }
      for (int follower : graph.followers(author)) {
        if (followers.test(follower)) {
          if (size == edges.length) {
            edges = Arrays.copyOf(edges, 2 * size);
          }
          edges[size++] = ((long) author << SHIFT) | follower;
        }
      }
    }
    edges = Arrays.copyOf(edges, size);
    shuffle(edges, new SplittableRandom(seed));
    return new Edges(edges);
  }

  private static void shuffle(long[] edges, SplittableRandom random) {
    for (int i = edges.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long edge = edges[i];
      edges[i] = edges[other];
      edges[other] = edge;
    }
  }

  int size() {
    return edges.length;
  }

  int author(int index) {
    return (int) (edges[index] >>> SHIFT);
  }

  int follower(int index) {
    return (int) edges[index];
  }
}
