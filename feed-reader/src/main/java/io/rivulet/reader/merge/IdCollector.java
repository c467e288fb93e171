package io.rivulet.reader.merge;

import io.rivulet.reader.page.Window;
import io.rivulet.timeline.PackedIds;
import java.util.Arrays;

/// Keeps those of many ids that come first in a window, each once. Needs memory for a few times
/// `count`, however many ids are offered: somebody who follows 5,000 accounts has 4,000,000.
public final class IdCollector {
  private static final int ROOM = 4;

  private final Window window;
  private final int count;
  private final long[] ids;
  private int size;

  /// Keeps `count` ids of `window`.
  ///
  /// @param count how many to keep, at least 1
  public IdCollector(Window window, int count) {
    this.window = window;
    this.count = count;
    this.ids = new long[count * ROOM];
  }

  /// Offers a run. Only its part that could be kept is looked at.
  public void add(PackedIds run) {
    PackedIds above = run.above(window.above());
    int end = above.below(window.below());
    int offered = Math.min(count, end);
    int from = window.oldestFirst() ? 0 : end - offered;
    for (int i = from; i < from + offered; i++) {
      put(above.at(i));
    }
  }

  public void add(long id) {
    if (window.contains(id)) {
      put(id);
    }
  }

  private void put(long id) {
    if (size == ids.length) {
      compact();
    }
    ids[size++] = id;
  }

  /// The ids kept, ascending.
  public long[] ascending() {
    compact();
    return Arrays.copyOf(ids, size);
  }

  /// The ids kept, in the direction of the window.
  public long[] inOrder() {
    long[] ordered = ascending();
    return window.oldestFirst() ? ordered : reversed(ordered);
  }

  /// The same ids the other way round.
  public static long[] reversed(long[] ids) {
    long[] reversed = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      reversed[i] = ids[ids.length - 1 - i];
    }
    return reversed;
  }

  private void compact() {
    Arrays.sort(ids, 0, size);
    int distinct = 0;
    for (int i = 0; i < size; i++) {
      if (distinct == 0 || ids[distinct - 1] != ids[i]) {
        ids[distinct++] = ids[i];
      }
    }
    size = Math.min(count, distinct);
    if (!window.oldestFirst()) {
      System.arraycopy(ids, distinct - size, ids, 0, size);
    }
  }
}
