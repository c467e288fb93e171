package io.rivulet.reader.home;

import io.rivulet.post.PostBody;
import io.rivulet.reader.hydrate.ViewerReactions;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.HomeTimeline;
import java.util.NavigableMap;

/// What Redis has of a viewer's home at one moment, judged.
sealed interface Snapshot {
  /// What is the viewer's own, beside the timeline.
  Mine mine();

  /// What is a viewer's own.
  ///
  /// @param lately what he published, edited and deleted lately
  /// @param reactions what he made of posts
  record Mine(
      Relations relations, NavigableMap<Long, PostBody> lately, ViewerReactions reactions) {}

  /// A timeline that may be served.
  record Ready(Mine mine, HomeTimeline timeline) implements Snapshot {}

  /// A rebuild is under way: what is there is a part.
  record Building(Mine mine) implements Snapshot {}

  /// There is none, or one of another generation.
  record Absent(Mine mine) implements Snapshot {}

  /// There is something that is no timeline.
  record Corrupt(Mine mine) implements Snapshot {}
}
