package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.reaction.Tally;
import org.jspecify.annotations.Nullable;

/// A post's body, and how many reacted to it: what changes often is kept apart from what is served
/// as it is.
record Found(PostBody body, Tally tally) {

  /// With another body, where that is newer.
  Found newer(@Nullable PostBody other) {
    return other == null ? this : new Found(PostBody.newer(body, other), tally);
  }
}
