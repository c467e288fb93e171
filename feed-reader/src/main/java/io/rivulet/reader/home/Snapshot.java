package io.rivulet.reader.home;

import io.rivulet.post.PostBody;
import io.rivulet.reader.hydrate.ViewerReactions;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.HomeTimeline;
import java.util.NavigableMap;

/// What Redis has of a viewer's home at one moment, judged.
sealed interface Snapshot {
  Relations relations();

  /// What the viewer published, edited and deleted lately.
  NavigableMap<Long, PostBody> lately();

  /// What the viewer made of posts.
  ViewerReactions reactions();

  /// A timeline that may be served.
  record Ready(
      Relations relations,
      NavigableMap<Long, PostBody> lately,
      ViewerReactions reactions,
      HomeTimeline timeline)
      implements Snapshot {}

  /// A rebuild is under way: what is there is a part.
  record Building(
      Relations relations, NavigableMap<Long, PostBody> lately, ViewerReactions reactions)
      implements Snapshot {}

  /// There is none, or one of another generation.
  record Absent(Relations relations, NavigableMap<Long, PostBody> lately, ViewerReactions reactions)
      implements Snapshot {}

  /// There is something that is no timeline.
  record Corrupt(
      Relations relations, NavigableMap<Long, PostBody> lately, ViewerReactions reactions)
      implements Snapshot {}
}
