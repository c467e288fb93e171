package io.rivulet.bench.graph;

import io.rivulet.local.seed.Graph;
import java.util.Arrays;

/// The real college network that the seed uses: each friendship is two follows.
public final class Reed98 implements FollowGraph {
  private final int[][] followers;

  public Reed98() {
    Graph graph = Graph.reed98();
    int[] degrees = new int[graph.people()];
    graph
        .friendships()
        .forEach(
            pair -> {
              degrees[pair.one()]++;
              degrees[pair.other()]++;
            });
    followers = new int[graph.people()][];
    Arrays.setAll(followers, person -> new int[degrees[person]]);
    graph
        .friendships()
        .forEach(
            pair -> {
              followers[pair.one()][--degrees[pair.one()]] = pair.other();
              followers[pair.other()][--degrees[pair.other()]] = pair.one();
            });
    for (int[] some : followers) {
      Arrays.sort(some);
    }
  }

  @Override
  public String name() {
    return "reed98";
  }

  @Override
  public int accounts() {
    return followers.length;
  }

  @Override
  public int[] followers(int author) {
    return followers[author].clone();
  }
}
