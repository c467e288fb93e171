package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.reaction.Standing;
import org.jspecify.annotations.Nullable;

/// A post with everything that is served with it.
///
/// @param boosted of a boost: the post it boosts
/// @param standing how many reacted, and how the viewer did; of a boost that of what it shows
public record Status(
    long id, PostBody post, Profile author, @Nullable Status boosted, Standing standing) {
  /// What it shows: itself, or the post it boosts.
  public Status shown() {
    return boosted == null ? this : boosted;
  }
}
