package io.rivulet.visible;

import io.rivulet.relations.Relations;

/// Who looks, with all that rules have to know about him.
///
/// @param viewer an account id, or 0 for a guest, who follows nobody and owns nothing
public record Viewpoint(long viewer, Relations relations) {
  /// Somebody without a token.
  public static final Viewpoint GUEST = new Viewpoint(0, new Relations(0, new long[0]));

  /// Whether this is the viewer's own account; never of a guest.
  public boolean is(long account) {
    return viewer != 0 && viewer == account;
  }

  public boolean follows(long account) {
    return relations.follows(account);
  }
}
