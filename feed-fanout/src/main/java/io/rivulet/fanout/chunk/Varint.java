package io.rivulet.fanout.chunk;

import java.nio.ByteBuffer;

/// Numbers in as many bytes as they need: seven bits a byte, the lowest first, the highest bit of a
/// byte set while more follow.
public final class Varint {
  /// Bytes of the longest.
  public static final int MAX = 10;

  private static final int BITS = 7;
  private static final int MORE = 0x80;
  private static final int LAST_SHIFT = (MAX - 1) * BITS;

  private Varint() {}

  /// How many bytes a number takes.
  public static int size(long number) {
    return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + BITS - 1) / BITS;
  }

  /// Writes a number.
  ///
  /// @return where it ends
  public static int put(byte[] target, int at, long number) {
    int position = at;
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      target[position++] = (byte) (rest | MORE);
      rest >>>= BITS;
    }
    target[position++] = (byte) rest;
    return position;
  }

  /// Writes a number.
  public static void put(ByteBuffer target, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      target.put((byte) (rest | MORE));
      rest >>>= BITS;
    }
    target.put((byte) rest);
  }

  /// Reads a number.
  ///
  /// @throws IllegalArgumentException if none was written like this
  public static long get(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      byte b = bytes.get();
      number |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return shortest(number, b, shift);
      }
    }
    throw new IllegalArgumentException("a varint of more than 10 bytes");
  }

  /// Where a number ends that begins at a place.
  public static int end(byte[] bytes, int at) {
    int position = at;
    while (bytes[position] < 0) {
      position++;
    }
    return position + 1;
  }

  /// The number, if its last byte had to be there.
  static long shortest(long number, byte last, int shift) {
    if ((last == 0 && shift > 0) || (shift == LAST_SHIFT && last > 1)) {
      throw new IllegalArgumentException("a varint longer than its number");
    }
    return number;
  }
}
