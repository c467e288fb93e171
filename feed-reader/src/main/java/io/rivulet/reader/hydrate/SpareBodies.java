package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import org.jspecify.annotations.Nullable;

/// Bodies for what has none in Redis, where not having one is no fault.
@FunctionalInterface
public interface SpareBodies {
  /// There are none: what has to be shown and has no body anywhere fails the request.
  SpareBodies NONE = _ -> null;

  /// What has no body anywhere is as if it were deleted.
  SpareBodies ABSENT =
      new SpareBodies() {
        @Override
        public @Nullable PostBody body(long id) {
          return null;
        }

        @Override
        public PostBody nowhere() {
          return Absent.BODY;
        }
      };

  /// The body of a post, null if there is none here either. Asked before workers are.
  @Nullable PostBody body(long id);

  /// What stands for a post that is nowhere; null if that is a fault.
  default @Nullable PostBody nowhere() {
    return null;
  }

  /// What stands for a post that there is not.
  final class Absent {
    private static final PostBody BODY = PostBody.tombstone(1, 0);

    private Absent() {}
  }
}
