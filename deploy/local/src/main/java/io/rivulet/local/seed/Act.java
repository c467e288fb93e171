package io.rivulet.local.seed;

import io.rivulet.event.Draft;
import io.rivulet.event.Visibility;
import org.jspecify.annotations.Nullable;

/// Something that somebody does. People and posts are named by number: a person by the place in the
/// list of people, a post by the place among all posts that were ever published.
sealed interface Act {
  /// Who does it.
  int author();

  /// A post, or an answer.
  ///
  /// @param replyTo number of the post that is answered; null if none is
  record Publish(int author, Draft draft, Visibility visibility, @Nullable Integer replyTo)
      implements Act {}

  record Boost(int author, int post) implements Act {}

  record Edit(int author, int post, Draft draft) implements Act {}

  record Delete(int author, int post) implements Act {}

  /// Whether anybody may see such a post, and so answer and boost it.
  static boolean isOpen(Visibility visibility) {
    return switch (visibility) {
      case PUBLIC, UNLISTED -> true;
      case FOLLOWERS, DIRECT -> false;
    };
  }
}
