package io.rivulet.fanout.deliver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Ids that wait for timelines, merged by timeline; the timelines in the order in which they came.
///
/// A ring of timelines and an index of it by linear probing (Knuth, *The Art of Computer
/// Programming*, 6.4, algorithms L and R), all in arrays of numbers: this is the one structure that
/// every delivery passes through, and objects and boxed keys took more time than all the rest of a
/// lane. Mostly one id waits for a timeline, so the first has its own place.
final class WaitingEntries {
  /// Takes what is written next.
  interface Sink {
    void add(long viewer, long[] ascendingIds);
  }

  private static final int FIRST_CAPACITY = 8;
  private static final int EMPTY = -1;

  private long[] viewers = new long[FIRST_CAPACITY];
  private long[] firstIds = new long[FIRST_CAPACITY];
  private long[] @Nullable [] moreIds = new long[FIRST_CAPACITY][];
  private int[] idCounts = new int[FIRST_CAPACITY];
  private int[] index = emptyIndex(FIRST_CAPACITY);

  /// Places in the ring are numbers that only grow; the lowest bits tell where in the arrays.
  private int first;

  private int end;

  int size() {
    return end - first;
  }

  /// Has an id wait for a timeline.
  ///
  /// @return whether the timeline did not wait for anything before
  boolean add(long viewer, long id) {
    int slot = slot(viewer);
    if (index[slot] != EMPTY) {
      append(index[slot], id);
      return false;
    }
    if (size() == viewers.length) {
      grow();
      slot = slot(viewer);
    }
    int place = end++ & (viewers.length - 1);
    viewers[place] = viewer;
    firstIds[place] = id;
    idCounts[place] = 1;
    index[slot] = place;
    return true;
  }

  private void append(int place, long id) {
    int count = idCounts[place]++;
    long[] more = moreIds[place];
    if (more == null || count > more.length) {
      more = more == null ? new long[3] : Arrays.copyOf(more, more.length * 2);
      moreIds[place] = more;
    }
    more[count - 1] = id;
  }

  /// Moves up to `limit` timelines to the sink, the longest waiting first.
  ///
  /// @return how many
  int take(int limit, Sink sink) {
    int taken = Math.min(limit, size());
    for (int i = 0; i < taken; i++) {
      int place = first & (viewers.length - 1);
      long viewer = viewers[place];
      long[] ids = ascending(place);
      free(slot(viewer));
      moreIds[place] = null;
      first++;
      sink.add(viewer, ids);
    }
    return taken;
  }

  private long[] ascending(int place) {
    int count = idCounts[place];
    long[] ids = new long[count];
    ids[0] = firstIds[place];
    long[] more = moreIds[place];
    if (more == null) {
      return ids;
    }
    System.arraycopy(more, 0, ids, 1, count - 1);
    Arrays.sort(ids);
    int distinct = 1;
    for (int i = 1; i < count; i++) {
      if (ids[i] != ids[i - 1]) {
        ids[distinct++] = ids[i];
      }
    }
    return distinct == count ? ids : Arrays.copyOf(ids, distinct);
  }

  void clear() {
    first = 0;
    end = 0;
    Arrays.fill(moreIds, null);
    Arrays.fill(index, EMPTY);
  }

  /// The slot that has a viewer, or the empty one where he would be.
  private int slot(long viewer) {
    int slot = home(viewer);
    while (index[slot] != EMPTY && viewers[index[slot]] != viewer) {
      slot = (slot + 1) & (index.length - 1);
    }
    return slot;
  }

  /// Fibonacci hashing: ids of accounts differ in few bits.
  private int home(long viewer) {
    return (int) ((viewer * 0x9e3779b97f4a7c15L) >>> 32) & (index.length - 1);
  }

  /// Empties a slot and moves up what had to pass it.
  private void free(int slot) {
    int mask = index.length - 1;
    int hole = slot;
    index[hole] = EMPTY;
    for (int next = (hole + 1) & mask; index[next] != EMPTY; next = (next + 1) & mask) {
      int distance = (next - home(viewers[index[next]])) & mask;
      if (distance >= ((next - hole) & mask)) {
        index[hole] = index[next];
        index[next] = EMPTY;
        hole = next;
      }
    }
  }

  private void grow() {
    int capacity = viewers.length;
    int start = first & (capacity - 1);
    viewers = unrolled(viewers, start);
    firstIds = unrolled(firstIds, start);
    long[] @Nullable [] more = new long[capacity * 2][];
    int[] counts = new int[capacity * 2];
    for (int i = 0; i < capacity; i++) {
      more[i] = moreIds[(start + i) & (capacity - 1)];
      counts[i] = idCounts[(start + i) & (capacity - 1)];
    }
    moreIds = more;
    idCounts = counts;
    first = 0;
    end = capacity;
    index = emptyIndex(capacity * 2);
    for (int place = 0; place < capacity; place++) {
      index[slot(viewers[place])] = place;
    }
  }

  private static long[] unrolled(long[] ring, int start) {
    long[] twice = new long[ring.length * 2];
    System.arraycopy(ring, start, twice, 0, ring.length - start);
    System.arraycopy(ring, 0, twice, ring.length - start, start);
    return twice;
  }

  private static int[] emptyIndex(int capacity) {
    int[] index = new int[capacity * 2];
    Arrays.fill(index, EMPTY);
    return index;
  }
}
