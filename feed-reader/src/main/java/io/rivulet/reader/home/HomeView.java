package io.rivulet.reader.home;

import io.rivulet.id.Ids;
import io.rivulet.post.PostBody;
import io.rivulet.reader.hydrate.ViewerReactions;
import io.rivulet.reader.merge.Cut;
import io.rivulet.reader.merge.IdCollector;
import io.rivulet.reader.merge.Pulled;
import io.rivulet.reader.page.Window;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.visible.Viewpoint;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A viewer's home as it can be paged through: the newest entries above a floor, and what is needed
/// to go on below.
///
/// @param cut with `pulled` at least the ids of home(u) above its floor
/// @param pulled what large authors published, above the floor and below
/// @param lately what the viewer published, edited and deleted lately
/// @param reactions what the viewer made of posts
/// @param timeline from which the cut was made, null if there was none
record HomeView(
    Viewpoint viewpoint,
    Cut cut,
    Pulled pulled,
    NavigableMap<Long, PostBody> lately,
    ViewerReactions reactions,
    @Nullable HomeTimeline timeline) {

  /// Of a complete timeline. What the viewer published lately and the fan-out has not delivered yet
  /// is put in *before* the cut: so an edit of an entry that is no longer among the viewer's newest
  /// does not bring it back. What is pulled stays out of the cut, which bounds what was delivered.
  static HomeView of(Viewpoint viewpoint, Snapshot.Ready ready, Pulled pulled, int kept) {
    HomeTimeline timeline = ready.timeline();
    return new HomeView(
        viewpoint,
        cut(timeline, ready.mine().lately().keySet(), kept),
        pulled,
        ready.mine().lately(),
        ready.mine().reactions(),
        timeline);
  }

  /// Mostly everything the viewer published is in the timeline already: then nothing is copied.
  private static Cut cut(HomeTimeline timeline, Set<Long> lately, int kept) {
    if (lately.stream().allMatch(id -> id <= timeline.floor() || timeline.ids().contains(id))) {
      HomeTimeline cut = timeline.cut(kept);
      return new Cut(cut.ids(), cut.floor());
    }
    IdCollector newest =
        new IdCollector(new Window(timeline.floor(), Long.MAX_VALUE, false), kept + 1);
    newest.add(timeline.ids());
    lately.forEach(newest::add);
    return Cut.of(newest.ascending(), kept, timeline.floor());
  }

  /// Of author timelines alone.
  static HomeView merged(Viewpoint viewpoint, Cut cut, Snapshot.Mine mine) {
    return new HomeView(viewpoint, cut, Pulled.NONE, mine.lately(), mine.reactions(), null);
  }

  /// Whether an entry is one of its author's recent ones, as far as the skeleton does not see to
  /// it.
  boolean recent(long id, PostBody post) {
    return id <= cut.floor() || !pulled.outdated(id, post.author());
  }

  /// How an entry came here.
  Source source(long id) {
    if (timeline == null || id <= cut.floor()) {
      return Source.MERGED;
    }
    if (timeline.ids().contains(id)) {
      return Ids.time(id).toEpochMilli() > timeline.completedAt() ? Source.PUSHED : Source.REBUILT;
    }
    return lately.containsKey(id) ? Source.PUSHED : Source.PULLED;
  }
}
