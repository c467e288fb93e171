package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A post's content was replaced as a whole. Visibility, reply and id stay.
public record PostEdited(
    PostTarget target, long author, Instant editedAt, PostContent content, @Nullable Origin origin)
    implements PostEvent {

  public PostEdited {
    Check.id("author", author);
    Check.instant("editedAt", editedAt);
  }
}
