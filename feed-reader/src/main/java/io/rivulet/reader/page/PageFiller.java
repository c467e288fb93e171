package io.rivulet.reader.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Fills a page: takes ids from the skeleton, lets them be hydrated and filtered, and takes more as
/// long as the page has room and there are ids left. So a page is short only at the end, and an
/// empty one means that there is nothing more; clients stop there.
public final class PageFiller {
  /// A round grows when rules hide nearly everything, up to this many ids.
  private static final int MAX_ROUND = 320;

  private PageFiller() {}

  /// Hydrates and filters.
  @FunctionalInterface
  public interface Selection<T> {
    /// The entries of `ids` that are shown, in the same order.
    List<T> shown(long[] ids);
  }

  public static <T> Page<T> fill(PageRequest request, Skeleton skeleton, Selection<T> selection) {
    List<T> items = new ArrayList<>();
    Window window = request.window();
    // A few more than asked for: mostly that saves the second round.
    int count = request.limit() + request.limit() / 4 + 1;
    int rounds = 0;
    while (items.size() < request.limit() && !window.isEmpty()) {
      long[] ids = skeleton.next(window, count);
      if (ids.length == 0) {
        break;
      }
      rounds++;
      items.addAll(selection.shown(ids));
      if (ids.length < count) {
        break;
      }
      window = window.after(ids[ids.length - 1]);
      count = Math.min(count * 2, MAX_ROUND);
    }
    return new Page<>(newestFirst(request, items), rounds);
  }

  private static <T> List<T> newestFirst(PageRequest request, List<T> items) {
    List<T> page = new ArrayList<>(items.subList(0, Math.min(items.size(), request.limit())));
    if (request.window().oldestFirst()) {
      Collections.reverse(page);
    }
    return page;
  }
}
