package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import io.rivulet.visible.Entry;
import org.jspecify.annotations.Nullable;

/// An entry with all that rules look at.
///
/// @param original of a boost, as soon as it is known
public record Judged(long id, PostBody post, @Nullable PostBody original) {
  Entry entry() {
    return new Entry(post, original);
  }

  /// The post it shows: its own id, or of a boost the original's.
  long shows() {
    return post.boost() ? post.boostOf() : id;
  }
}
