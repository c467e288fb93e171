package io.rivulet.relations;

import java.util.Arrays;

/// Ids in ascending order, each once. Adding above all others costs no search to speak of, adding
/// anywhere else one copy.
final class SortedIds {
  private long[] ids;
  private int size;
  private boolean shared;

  /// Begins with some ids, which are not written to.
  SortedIds(long... ascending) {
    ids = ascending;
    size = ascending.length;
    shared = true;
  }

  void put(long id, boolean holds) {
    int found = size > 0 && ids[size - 1] < id ? -size - 1 : Arrays.binarySearch(ids, 0, size, id);
    if (holds && found < 0) {
      insert(-found - 1, id);
    } else if (!holds && found >= 0) {
      remove(found);
    }
  }

  private void insert(int at, long id) {
    if (shared || size == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(4, size + size / 2 + 1));
      shared = false;
    }
    System.arraycopy(ids, at, ids, at + 1, size - at);
    ids[at] = id;
    size++;
  }

  private void remove(int at) {
    if (shared) {
      ids = ids.clone();
      shared = false;
    }
    System.arraycopy(ids, at + 1, ids, at, size - at - 1);
    size--;
  }

  /// The ids, which are not written to any more.
  long[] toArray() {
    if (size < ids.length) {
      ids = Arrays.copyOf(ids, size);
    }
    shared = true;
    return ids;
  }
}
