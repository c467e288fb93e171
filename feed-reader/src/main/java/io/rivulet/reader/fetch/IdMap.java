package io.rivulet.reader.fetch;

import org.jspecify.annotations.Nullable;

/// Values by id.
///
/// Not a [java.util.HashMap]: ids of one node differ in their upper bits only, of which
/// [Long#hashCode] leaves nearly nothing in the bits that a small table looks at. All posts of a
/// second met in one bucket, and a page cost more there than anywhere else.
///
/// @param <V> what is found
public final class IdMap<V> {
  /// 2⁶⁴ divided by the golden ratio: multiplying by it spreads all bits into the upper ones
  /// (Knuth, The Art of Computer Programming 3, 6.4).
  static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int LEAST = 16;

  /// 0 where there is nothing, which is no id.
  private long[] ids;

  private @Nullable Object[] values;
  private int size;

  /// The uppermost bits of what an id is spread to are its place.
  private int shift;

  /// A map with room for some ids.
  public IdMap(int expected) {
    int room = Math.max(LEAST, Integer.highestOneBit(Math.max(1, expected)) * 4);
    ids = new long[room];
    values = new @Nullable Object[room];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(room);
  }

  /// The value of an id, null if there is none.
  @SuppressWarnings("unchecked") // Only values of this type were put in.
  public @Nullable V get(long id) {
    return (V) values[place(id)];
  }

  public boolean contains(long id) {
    return ids[place(id)] == id;
  }

  /// Sets the value of an id, which is not 0.
  public void put(long id, V value) {
    int place = place(id);
    if (ids[place] != id) {
      if (size * 2 >= ids.length) {
        grow();
        place = place(id);
      }
      ids[place] = id;
      size++;
    }
    values[place] = value;
  }

  public int size() {
    return size;
  }

  /// Where an id is or would be.
  private int place(long id) {
    int mask = ids.length - 1;
    int place = (int) ((id * SPREAD) >>> shift);
    while (ids[place] != 0 && ids[place] != id) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldIds = ids;
    @Nullable Object[] oldValues = values;
    ids = new long[oldIds.length * 2];
    values = new @Nullable Object[ids.length];
    shift--;
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int place = place(oldIds[i]);
        ids[place] = oldIds[i];
        values[place] = oldValues[i];
      }
    }
  }
}
