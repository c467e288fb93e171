package io.rivulet.reader.home;

import io.rivulet.post.PostBody;
import io.rivulet.reader.merge.Cut;
import io.rivulet.reader.merge.IdCollector;
import io.rivulet.reader.page.Window;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.visible.Viewpoint;
import java.util.NavigableMap;

/// A viewer's home as it can be paged through: the newest entries above a floor, and what is needed
/// to go on below.
///
/// @param cut at least the ids of home(u) above its floor
/// @param lately what the viewer published, edited and deleted lately
record HomeView(Viewpoint viewpoint, Cut cut, NavigableMap<Long, PostBody> lately) {

  /// Of a complete timeline. What the viewer published lately and the fan-out has not delivered yet
  /// is put in *before* the cut: so an edit of an entry that is no longer among the viewer's newest
  /// does not bring it back.
  static HomeView of(long viewer, Snapshot.Ready ready, int kept) {
    HomeTimeline timeline = ready.timeline();
    IdCollector newest =
        new IdCollector(new Window(timeline.floor(), Long.MAX_VALUE, false), kept + 1);
    newest.add(timeline.ids());
    ready.lately().keySet().forEach(newest::add);
    return new HomeView(
        new Viewpoint(viewer, ready.relations()),
        Cut.of(newest.ascending(), kept, timeline.floor()),
        ready.lately());
  }
}
