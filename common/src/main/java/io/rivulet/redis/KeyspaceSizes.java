package io.rivulet.redis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// How many keys each keyspace has and what they take, estimated from keys drawn at random, on all
/// primaries together.
///
/// Of `n` keys drawn on a primary, a keyspace with the share `p` of its keys is told with a
/// standard error of `sqrt(p (1 - p) / n)`: with 400 keys 2.5 % of all keys where it has half of
/// them. Bytes are those of `MEMORY USAGE`: a key's name, value and place in the dictionary, but
/// not what Redis needs for itself; [#usedBytes] has that, too.
///
/// @param byName by the names of [io.rivulet.keyspace.Keyspace#nameOf]; those without a key that
///   was drawn are left out
/// @param usedBytes what Redis uses
/// @param limitBytes `maxmemory` of all primaries, 0 if one of them has no limit
public record KeyspaceSizes(Map<String, Size> byName, long usedBytes, long limitBytes) {
  /// Of nothing.
  public static final KeyspaceSizes NONE = new KeyspaceSizes(Map.of(), 0, 0);

  /// Of a keyspace.
  ///
  /// @param keys estimated
  /// @param bytes estimated
  public record Size(double keys, double bytes) {
    private Size times(double of, double parts) {
      return new Size(keys * of / parts, bytes * of / parts);
    }

    private Size plus(Size other) {
      return new Size(keys + other.keys, bytes + other.bytes);
    }
  }

  /// A key that was drawn.
  ///
  /// @param keyspace its name
  /// @param bytes it takes
  record Drawn(String keyspace, long bytes) {}

  /// What one primary tells.
  ///
  /// @param keys it has
  record Node(long keys, long usedBytes, long limitBytes, List<Drawn> drawn) {
    /// A key that expired after it was drawn has no size and is left out: the others stand for it.
    private Map<String, Size> sizes() {
      Map<String, Size> sizes = new TreeMap<>();
      drawn.forEach(one -> sizes.merge(one.keyspace(), new Size(1, one.bytes()), Size::plus));
      sizes.replaceAll((_, sum) -> sum.times((double) keys, drawn.size()));
      return sizes;
    }
  }

  static KeyspaceSizes of(List<Node> nodes) {
    Map<String, Size> sizes = new TreeMap<>();
    BinaryOperator<Size> plus = Size::plus;
    nodes.forEach(node -> node.sizes().forEach((name, size) -> sizes.merge(name, size, plus)));
    boolean limited = nodes.stream().allMatch(node -> node.limitBytes() > 0);
    return new KeyspaceSizes(
        sizes,
        nodes.stream().mapToLong(Node::usedBytes).sum(),
        limited ? nodes.stream().mapToLong(Node::limitBytes).sum() : 0);
  }
}
