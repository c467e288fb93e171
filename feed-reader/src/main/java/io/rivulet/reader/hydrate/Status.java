package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import org.jspecify.annotations.Nullable;

/// A post with everything that is served with it.
///
/// @param boosted of a boost: the post it boosts
public record Status(long id, PostBody post, Profile author, @Nullable Status boosted) {}
