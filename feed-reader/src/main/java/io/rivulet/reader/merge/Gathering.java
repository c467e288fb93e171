package io.rivulet.reader.merge;

import io.rivulet.reader.page.Window;
import io.rivulet.timeline.AuthorSlice;
import io.rivulet.timeline.AuthorSlices;
import io.rivulet.timeline.PackedIds;
import java.util.Arrays;

/// Finds what comes first in a window of ⋃ recent(a), and reads of each author as little as that
/// takes: a few ids at first, then more of those alone of whom more may be among the first.
///
/// Pure: it says what to read and is told what was found.
public final class Gathering {
  /// Bytes of ids read at a time, so that memory does not depend on how many are followed.
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final Window window;
  private final int count;
  private final IdCollector collected;
  private long[] authors;
  private int next;
  private int added;
  private int wanted;

  /// Where the slice of an author ends, in the direction of the window; 0 if it is whole.
  private long[] ends;

  /// How much is read in one step.
  ///
  /// @param authors of how many authors at most
  /// @param first how many ids of each at first, or 0 to choose by the number of authors
  public record Reach(int authors, int first) {
    /// As many authors as go into a megabyte.
    public static final Reach DEFAULT = new Reach(Integer.MAX_VALUE, 0);
  }

  /// Begins; nothing is read yet.
  ///
  /// @param count how many ids are to be found, at least 1
  public Gathering(PackedIds authors, Window window, int count, Reach reach) {
    this.window = window;
    this.count = count;
    this.collected = new IdCollector(window, count);
    this.authors = authors.toArray();
    this.ends = new long[this.authors.length];
    this.wanted = Math.min(count, reach.first() > 0 ? reach.first() : first(count, authors));
  }

  /// Three times an author's share: of some 1 in 20 authors that is not enough where all publish
  /// alike.
  private static int first(int count, PackedIds authors) {
    return 8 + 3 * count / Math.max(1, authors.size());
  }

  public boolean done() {
    return next == authors.length;
  }

  /// What to read of each author.
  public AuthorSlices.Wanted wanted() {
    return new AuthorSlices.Wanted(window.above(), window.below(), wanted, window.oldestFirst());
  }

  /// Whose slices to read next; [#add] expects them in this order.
  public long[] next(Reach reach) {
    int size = Math.min(reach.authors(), Math.max(1, BYTES_AT_ONCE / (wanted * PackedIds.WIDTH)));
    int to = (int) Math.min(authors.length, (long) next + size);
    long[] some = Arrays.copyOfRange(authors, next, to);
    next = to;
    return some;
  }

  /// What was read of an author.
  public void add(AuthorSlice slice) {
    collected.add(slice.ids());
    ends[added++] =
        slice.whole() || slice.ids().isEmpty()
            ? 0
            : slice.ids().at(window.oldestFirst() ? slice.ids().size() - 1 : 0);
    if (added == authors.length && wanted < count) {
      again();
    }
  }

  /// Ids of somebody whose recent entries are at hand.
  public void add(PackedIds ids) {
    collected.add(ids);
  }

  /// Goes on with those whose slice ends before what is known to be enough.
  private void again() {
    long[] ids = collected.ascending();
    boolean enough = ids.length == count;
    long limit = !enough ? 0 : window.oldestFirst() ? ids[ids.length - 1] : ids[0];
    long[] more = new long[authors.length];
    int size = 0;
    for (int i = 0; i < authors.length; i++) {
      boolean tooShort = window.oldestFirst() ? ends[i] < limit : ends[i] > limit;
      if (ends[i] != 0 && (!enough || tooShort)) {
        more[size++] = authors[i];
      }
    }
    authors = Arrays.copyOf(more, size);
    ends = new long[size];
    next = 0;
    added = 0;
    wanted = count;
  }

  /// The ids found, ascending.
  public long[] ascending() {
    return collected.ascending();
  }

  /// The ids found, in the direction of the window.
  public long[] inOrder() {
    return collected.inOrder();
  }
}
