package io.rivulet.fanout.chunk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the chunks of owners lately asked for begin, so that a chunk is read by its key: a store
/// finds a key in a fraction of the time that it takes to find the one before a key.
///
/// Owners of many chunks are only known to be such.
final class Bounds {
  /// Chunks of an owner whose bounds are kept.
  static final int MOST = 16;

  /// Stands for the bounds of an owner who has more.
  static final long[] MANY = new long[0];

  private final Held<long[]> byOwner = new Held<>(bounds -> (bounds.length + 2) * Long.BYTES);

  /// The bounds of an owner, ascending, [#MANY], or null if they are not known.
  long @Nullable [] of(long owner) {
    return byOwner.find(owner);
  }

  void keep(long owner, long[] bounds) {
    byOwner.put(owner, bounds.length > MOST ? MANY : bounds);
  }

  /// Notes that an owner has a chunk that begins at a bound.
  void has(long owner, long bound) {
    long[] known = byOwner.find(owner);
    if (known == null || isMany(known)) {
      return;
    }
    int at = Arrays.binarySearch(known, bound);
    if (at < 0) {
      long[] more = Arrays.copyOf(known, known.length + 1);
      int place = -at - 1;
      System.arraycopy(known, place, more, place + 1, known.length - place);
      more[place] = bound;
      keep(owner, more);
    }
  }

  @SuppressWarnings("ReferenceEquality") // Owners without a chunk have an empty array too.
  static boolean isMany(long[] bounds) {
    return bounds == MANY;
  }
}
