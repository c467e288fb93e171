package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;

/// Which entries a list is about, beside what rules show.
@FunctionalInterface
public interface Wanted {
  /// All of them.
  Wanted ALL = (_, _) -> true;

  boolean test(long id, PostBody post);
}
