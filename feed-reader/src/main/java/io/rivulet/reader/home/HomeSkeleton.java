package io.rivulet.reader.home;

import io.rivulet.reader.merge.IdCollector;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.page.Skeleton;
import io.rivulet.reader.page.Window;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/// The ids of a home: from the timeline and the large authors above its floor, from all author
/// timelines at the floor and below. Those are read only by pages that reach down there.
final class HomeSkeleton implements Skeleton {
  private final HomeView view;
  private final RecentEntries recent;

  HomeSkeleton(HomeView view, RecentEntries recent) {
    this.view = view;
    this.recent = recent;
  }

  @Override
  public long[] next(Window window, int count) {
    return window.oldestFirst()
        ? joined(older(window, count), count, left -> newer(window, left))
        : joined(newer(window, count), count, left -> older(window, left));
  }

  private static long[] joined(long[] first, int count, IntFunction<long[]> others) {
    int left = count - first.length;
    return left == 0
        ? first
        : LongStream.concat(LongStream.of(first), LongStream.of(others.apply(left))).toArray();
  }

  private long[] newer(Window window, int count) {
    IdCollector ids = new IdCollector(window.above(view.cut().floor()), count);
    ids.add(view.cut().ids());
    view.pulled().addTo(ids);
    return ids.inOrder();
  }

  private long[] older(Window window, int count) {
    Window below = window.upTo(view.cut().floor());
    if (below.isEmpty()) {
      return new long[0];
    }
    long viewer = view.viewpoint().viewer();
    return recent.read(
        Authors.of(viewer, view.viewpoint().relations()),
        viewer,
        view.lately().keySet(),
        below,
        count);
  }
}
