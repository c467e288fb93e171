package io.rivulet.visible;

import io.rivulet.relations.Relations;

/// Who looks, with all that rules have to know about him.
///
/// @param viewer an account id, or 0 for a guest, who follows nobody and owns nothing
/// @param now when he looks, in milliseconds since 1970: mutes end
public record Viewpoint(long viewer, Relations relations, long now) {
  /// Somebody without a token.
  public static final Viewpoint GUEST = new Viewpoint(0, Relations.following(0), 0);

  /// Whether this is the viewer's own account; never of a guest.
  public boolean is(long account) {
    return viewer != 0 && viewer == account;
  }

  public boolean follows(long account) {
    return relations.follows(account);
  }

  /// Whether the viewer has muted an account.
  public boolean mutes(long account) {
    return relations.mutes(account, now);
  }
}
