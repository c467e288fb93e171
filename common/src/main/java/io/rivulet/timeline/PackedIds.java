package io.rivulet.timeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A run of ids as it lies in Redis: 8 bytes each, big-endian, ascending, without duplicates.
///
/// A view on an array that is not copied: do not write to the array while the view is in use. Ids
/// are positive, so their order as numbers is that of their bytes.
public final class PackedIds {
  /// Bytes an id takes.
  public static final int WIDTH = Long.BYTES;

  /// A run without ids.
  public static final PackedIds EMPTY = new PackedIds(new byte[0], 0, 0);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int offset;
  private final int size;

  private PackedIds(byte[] bytes, int offset, int size) {
    this.bytes = bytes;
    this.offset = offset;
    this.size = size;
  }

  /// The ids of `bytes` from `offset` to the end.
  ///
  /// @throws CorruptTimelineException if that is not a whole number of ids
  static PackedIds from(byte[] bytes, int offset) {
    int length = bytes.length - offset;
    if (length < 0 || length % WIDTH != 0) {
      throw new CorruptTimelineException(
          bytes.length + " bytes are not a header of " + offset + " and ids of " + WIDTH);
    }
    return new PackedIds(bytes, offset, length / WIDTH);
  }

  /// Packs ascending ids.
  public static byte[] pack(long... ascending) {
    byte[] packed = new byte[ascending.length * WIDTH];
    for (int i = 0; i < ascending.length; i++) {
      LONG.set(packed, i * WIDTH, ascending[i]);
    }
    return packed;
  }

  /// What [#pack] made.
  public static PackedIds unpacked(byte[] packed) {
    return from(packed, 0);
  }

  /// Ids in ascending order.
  public static PackedIds of(long... ascending) {
    return from(pack(ascending), 0);
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// The id at `index`, the oldest is at 0.
  public long at(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return (long) LONG.get(bytes, offset + index * WIDTH);
  }

  /// How many ids are below `id`, which is the index where `id` is or would be.
  public int below(long id) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public boolean contains(long id) {
    int index = below(id);
    return index < size && at(index) == id;
  }

  /// The ids above `floor`, as a view.
  public PackedIds above(long floor) {
    int first = floor == Long.MAX_VALUE ? size : below(floor + 1);
    return new PackedIds(bytes, offset + first * WIDTH, size - first);
  }

  /// The newest `limit` ids, as a view.
  public PackedIds newest(int limit) {
    int first = Math.max(0, size - limit);
    return new PackedIds(bytes, offset + first * WIDTH, size - first);
  }

  public long[] toArray() {
    long[] ids = new long[size];
    for (int i = 0; i < size; i++) {
      ids[i] = at(i);
    }
    return ids;
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
