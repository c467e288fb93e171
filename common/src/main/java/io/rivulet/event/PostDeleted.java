package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A post was deleted, or a boost taken back. Final: no later record brings the id back.
public record PostDeleted(
    PostTarget target, long author, Instant deletedAt, @Nullable Origin origin)
    implements PostEvent {

  public PostDeleted {
    Check.id("author", author);
    Check.instant("deletedAt", deletedAt);
  }
}
