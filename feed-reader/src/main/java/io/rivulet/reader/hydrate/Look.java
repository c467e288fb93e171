package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.visible.Place;
import io.rivulet.visible.Viewpoint;
import java.util.Map;

/// Who looks at entries, and where.
///
/// @param lately bodies that may be newer than what the fan-out has written: what an author did a
///   moment ago
/// @param reactions what the one who looks has made of posts
public record Look(
    Place place, Viewpoint viewpoint, Map<Long, PostBody> lately, ViewerReactions reactions) {

  /// With reactions that are fetched when they are needed.
  public Look(Place place, Viewpoint viewpoint, Map<Long, PostBody> lately) {
    this(place, viewpoint, lately, ViewerReactions.of(viewpoint));
  }
}
