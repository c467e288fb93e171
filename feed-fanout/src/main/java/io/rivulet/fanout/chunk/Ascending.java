package io.rivulet.fanout.chunk;

/// Goes through ascending ids, each written as the [Varint] of its distance from the one before,
/// and perhaps followed by something. Nothing is made for an id.
public final class Ascending {
  private final byte[] bytes;
  private final Layout layout;
  private final boolean alone;
  private int start;
  private int value;
  private int next;
  private long id;

  /// Begins before the first of ids alone.
  ///
  /// @param base from which the first distance counts
  public Ascending(byte[] bytes, long base) {
    this(bytes, base, Layout.IDS_ALONE);
  }

  /// Begins before the first id.
  ///
  /// @param base from which the first distance counts
  public Ascending(byte[] bytes, long base, Layout layout) {
    this.bytes = bytes;
    this.id = base;
    this.layout = layout;
    this.alone = layout.equals(Layout.IDS_ALONE);
  }

  /// Goes to the next id.
  ///
  /// @return false if there is none
  /// @throws IllegalArgumentException if what follows is no distance
  public boolean next() {
    if (next == bytes.length) {
      return false;
    }
    start = next;
    byte b = bytes[next++];
    id += b >= 0 ? b : rest(b & 0x7f);
    value = next;
    if (!alone) {
      next = layout.end(bytes, value);
    }
    return true;
  }

  private long rest(int lowest) {
    long distance = lowest;
    for (int shift = 7; shift < Long.SIZE; shift += 7) {
      if (next == bytes.length) {
        throw new IllegalArgumentException("a varint without an end");
      }
      byte b = bytes[next++];
      distance |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return Varint.shortest(distance, b, shift);
      }
    }
    throw new IllegalArgumentException("a varint of more than 10 bytes");
  }

  public long id() {
    return id;
  }

  /// Where the distance of the present id begins.
  int start() {
    return start;
  }

  /// Where what follows the present id begins.
  public int value() {
    return value;
  }

  /// Where that ends.
  int end() {
    return next;
  }
}
