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
/// @param spare bodies for what has none in Redis
/// @param author of all entries; 0 if they are of several
public record Look(
    Place place,
    Viewpoint viewpoint,
    Map<Long, PostBody> lately,
    ViewerReactions reactions,
    SpareBodies spare,
    long author) {

  /// Of entries of several authors.
  public Look(
      Place place,
      Viewpoint viewpoint,
      Map<Long, PostBody> lately,
      ViewerReactions reactions,
      SpareBodies spare) {
    this(place, viewpoint, lately, reactions, spare, 0);
  }

  /// What has no body in Redis has none, and reactions are fetched when they are needed.
  public Look(Place place, Viewpoint viewpoint, Map<Long, PostBody> lately) {
    this(place, viewpoint, lately, SpareBodies.NONE);
  }

  /// With reactions that are fetched when they are needed.
  public Look(Place place, Viewpoint viewpoint, Map<Long, PostBody> lately, SpareBodies spare) {
    this(place, viewpoint, lately, ViewerReactions.of(viewpoint), spare);
  }

  /// With reactions that are at hand; what has no body in Redis has none.
  public Look(
      Place place, Viewpoint viewpoint, Map<Long, PostBody> lately, ViewerReactions reactions) {
    this(place, viewpoint, lately, reactions, SpareBodies.NONE);
  }

  /// The same of the entries of one author.
  public Look of(long one) {
    return new Look(place, viewpoint, lately, reactions, spare, one);
  }
}
