package io.rivulet.fanout.chunk;

import java.util.Arrays;

/// Ids from a bound on, ascending, see [ChunkTable]: the first as its distance from the bound, each
/// other one as its distance from the one before.
///
/// @param bound the least id that may be in it
/// @param bytes never changed
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
record Chunk(long bound, byte[] bytes, Layout layout) {

  /// What a chunk becomes that is too large. Neither half is empty.
  record Halves(Chunk lower, Chunk upper) {}

  Ascending ids() {
    return new Ascending(bytes, bound, layout);
  }

  boolean contains(long id) {
    return at(id) >= 0;
  }

  /// Where what follows an id begins, or -1 if the chunk has no such id.
  int at(long id) {
    Ascending ids = ids();
    while (ids.next()) {
      if (ids.id() >= id) {
        return ids.id() == id ? ids.value() : -1;
      }
    }
    return -1;
  }

  /// The chunk with an id, followed by a value; in place of its present one if the id is there.
  Chunk with(long id, byte[] value) {
    Ascending ids = ids();
    long before = bound;
    while (ids.next()) {
      if (ids.id() == id) {
        return replaced(ids.value(), ids.end(), value);
      }
      if (ids.id() > id) {
        return replaced(
            ids.start(), ids.value(), distance(id - before), value, distance(ids.id() - id));
      }
      before = ids.id();
    }
    return replaced(bytes.length, bytes.length, distance(id - before), value);
  }

  /// The chunk without an id that it contains.
  Chunk without(long id) {
    Ascending ids = ids();
    long before = bound;
    while (ids.next() && ids.id() < id) {
      before = ids.id();
    }
    int start = ids.start();
    return ids.next()
        ? replaced(start, ids.value(), distance(ids.id() - before))
        : replaced(start, bytes.length);
  }

  /// The chunk with something else in place of some of its bytes.
  private Chunk replaced(int from, int to, byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size += part.length;
    }
    byte[] changed = new byte[bytes.length - (to - from) + size];
    System.arraycopy(bytes, 0, changed, 0, from);
    int at = from;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, changed, at, part.length);
      at += part.length;
    }
    System.arraycopy(bytes, to, changed, at, bytes.length - to);
    return new Chunk(bound, changed, layout);
  }

  private static byte[] distance(long distance) {
    byte[] encoded = new byte[Varint.size(distance)];
    Varint.put(encoded, 0, distance);
    return encoded;
  }

  /// Two chunks of about half the bytes. The first id of the upper one is its bound.
  Halves split() {
    Ascending ids = ids();
    while (ids.next() && (ids.start() < bytes.length / 2 || ids.start() == 0)) {
      // On to the middle.
    }
    // A distance of zero is one byte, where the last one of the distance was.
    byte[] upper = Arrays.copyOfRange(bytes, ids.value() - 1, bytes.length);
    upper[0] = 0;
    return new Halves(
        new Chunk(bound, Arrays.copyOf(bytes, ids.start()), layout),
        new Chunk(ids.id(), upper, layout));
  }

  /// The chunk without what lies at or above an end.
  Chunk below(long end) {
    Ascending ids = ids();
    while (ids.next()) {
      if (ids.id() >= end) {
        return new Chunk(bound, Arrays.copyOf(bytes, ids.start()), layout);
      }
    }
    return this;
  }
}
