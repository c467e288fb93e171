package io.rivulet.visible;

import io.rivulet.post.PostBody;
import org.jspecify.annotations.Nullable;

/// One entry of a timeline: a post, or a boost with the post it boosts.
///
/// @param original of a boost; null for what is none, and as long as the original is not known.
///   Rules that look at the original are undecided then, so an entry has to be judged again with
///   it.
public record Entry(PostBody post, @Nullable PostBody original) {
  public static Entry of(PostBody post) {
    return new Entry(post, null);
  }
}
