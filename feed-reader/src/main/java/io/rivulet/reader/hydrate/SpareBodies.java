package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import org.jspecify.annotations.Nullable;

/// Bodies for what has none in Redis, where not having one is no fault.
@FunctionalInterface
public interface SpareBodies {
  /// There are none: what has to be shown and has no body fails the request.
  SpareBodies NONE = _ -> null;

  /// What has no body is as if it were deleted.
  SpareBodies ABSENT = _ -> Absent.BODY;

  /// The body of a post, null if there is none here either.
  @Nullable PostBody body(long id);

  /// What stands for a post that there is not.
  final class Absent {
    private static final PostBody BODY = PostBody.tombstone(1, 0);

    private Absent() {}
  }
}
