package io.rivulet.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Keys drawn at random on each primary, with repetition, and what they tell of all.
///
/// @param nodes what each primary told
public record KeySample(List<Node> nodes) {
  public KeySample {
    nodes = List.copyOf(nodes);
  }

  /// What one primary tells.
  ///
  /// @param keys it has
  /// @param usedBytes what Redis uses, also for itself
  /// @param limitBytes `maxmemory`, 0 if there is no limit
  /// @param drawn a key that expired after it was drawn is left out: the others stand for it
  public record Node(long keys, long usedBytes, long limitBytes, List<DrawnKey> drawn) {
    public Node {
      drawn = List.copyOf(drawn);
    }

    private Node before(List<DrawnKey> drawnBefore) {
      List<DrawnKey> all = new ArrayList<>(drawnBefore);
      all.addAll(drawn);
      return new Node(keys, usedBytes, limitBytes, all);
    }

    private Estimate sum(ToDoubleFunction<DrawnKey> of) {
      int n = drawn.size();
      if (n == 0) {
        return Estimate.ZERO;
      }
      double mean = drawn.stream().mapToDouble(of).sum() / n;
      double squares =
          drawn.stream().mapToDouble(key -> Math.pow(of.applyAsDouble(key) - mean, 2)).sum();
      double error = n == 1 ? mean : Math.sqrt(squares / (n - 1) / n);
      return new Estimate((double) keys * mean, (double) keys * error);
    }
  }

  /// A sum over all keys, by those that were drawn.
  ///
  /// @param error the standard error: the sum lies within twice of it 19 times of 20, where it is
  ///   not of very few keys
  public record Estimate(double sum, double error) {
    private static final Estimate ZERO = new Estimate(0, 0);

    private Estimate plus(Estimate other) {
      return new Estimate(sum + other.sum, Math.hypot(error, other.error));
    }
  }

  /// The sum of something over all keys.
  public Estimate sum(ToDoubleFunction<DrawnKey> of) {
    return nodes.stream().map(node -> node.sum(of)).reduce(Estimate.ZERO, Estimate::plus);
  }

  /// This sample and another of the same primaries, as one.
  ///
  /// @throws IllegalArgumentException if there are others by now
  public KeySample with(KeySample more) {
    if (more.nodes.size() != nodes.size()) {
      throw new IllegalArgumentException("Redis has other primaries than a moment ago");
    }
    List<Node> both = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      both.add(more.nodes.get(i).before(nodes.get(i).drawn()));
    }
    return new KeySample(both);
  }

  /// How many keys there are.
  public long keys() {
    return nodes.stream().mapToLong(Node::keys).sum();
  }

  /// What Redis uses.
  public long usedBytes() {
    return nodes.stream().mapToLong(Node::usedBytes).sum();
  }

  /// `maxmemory` of all primaries, 0 if one of them has no limit.
  public long limitBytes() {
    return nodes.stream().allMatch(node -> node.limitBytes() > 0)
        ? nodes.stream().mapToLong(Node::limitBytes).sum()
        : 0;
  }

  /// How many were drawn.
  public int drawn() {
    return nodes.stream().mapToInt(node -> node.drawn().size()).sum();
  }
}
