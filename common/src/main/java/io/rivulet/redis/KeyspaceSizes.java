package io.rivulet.redis;

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

  private static Map<String, Size> sizes(KeySample.Node node) {
    Map<String, Size> sizes = new TreeMap<>();
    BinaryOperator<Size> plus = Size::plus;
    node.drawn().forEach(one -> sizes.merge(one.keyspace(), new Size(1, one.bytes()), plus));
    sizes.replaceAll((_, sum) -> sum.times((double) node.keys(), node.drawn().size()));
    return sizes;
  }

  static KeyspaceSizes of(KeySample sample) {
    Map<String, Size> sizes = new TreeMap<>();
    BinaryOperator<Size> plus = Size::plus;
    sample
        .nodes()
        .forEach(node -> sizes(node).forEach((name, size) -> sizes.merge(name, size, plus)));
    return new KeyspaceSizes(sizes, sample.usedBytes(), sample.limitBytes());
  }
}
