package io.rivulet.reaction;

import io.rivulet.event.Reaction;

/// The members of a status that tell how it stands, as the HTTP convention has them, each with a
/// comma before it.
public final class StandingJson {
  private StandingJson() {}

  /// What everybody is told.
  public static String counts(Standing standing) {
    return ",\"replies_count\":"
        + standing.replies()
        + ",\"reblogs_count\":"
        + standing.boosts()
        + ",\"favourites_count\":"
        + standing.likes()
        + ",\"quotes_count\":0";
  }

  /// What the viewer is told.
  public static String flags(Standing standing) {
    return ",\"favourited\":"
        + standing.has(Reaction.LIKE)
        + ",\"reblogged\":"
        + standing.has(Reaction.BOOST)
        + ",\"muted\":false,\"bookmarked\":"
        + standing.has(Reaction.BOOKMARK)
        + ",\"pinned\":"
        + standing.has(Reaction.PIN)
        + ",\"filtered\":[]";
  }
}
