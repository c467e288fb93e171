package io.rivulet.fanout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.id.Ids;
import io.rivulet.post.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which bodies are in Redis, and how long: those of hot posts, which are younger than a window.
/// All others are cold, and are found in the store ([io.rivulet.cold.ColdPosts]).
///
/// A late older write must lose, though what it would lose against has ended. So ends are moments
/// that never come earlier for a newer body: an older one that is written late has ended too. What
/// was changed is kept for an hour after, though cold, so that whoever has the old one from a store
/// finds the new one in Redis; what was deleted for a day, which clocks of workers may differ by.
///
/// @param window how old a hot post is at most, 1 s to 100 years; null if all are hot. A change
///   takes a restart, and reaches what is in Redis by itself
public record HotPosts(@JsonProperty("hot") @Nullable Duration window) {
  /// All are: where the file says nothing.
  public static final HotPosts ALL = new HotPosts(null);

  private static final Duration MOST = Duration.ofDays(36_525);
  private static final Duration CHANGED = Duration.ofHours(1);
  private static final Duration DELETED = Duration.ofDays(1);

  public HotPosts {
    if (window != null && (window.toSeconds() < 1 || window.compareTo(MOST) > 0)) {
      throw new IllegalArgumentException("posts.hot: expected 1 s to 100 years, found " + window);
    }
  }

  boolean all() {
    return window == null;
  }

  /// When a body ends that is written now, in milliseconds since 1970.
  ///
  /// @param now by the clock of this process
  long endsAt(Post post, Instant now) {
    return Math.max(hotUntil(post.id(), now), changedUntil(post, now));
  }

  /// When a body that is in Redis, or was, ends.
  long endedAt(Post post, Instant now) {
    Instant changedAt = post.deletedAt() == null ? post.editedAt() : post.deletedAt();
    return Math.max(
        hotUntil(post.id(), now), changedAt == null ? 0 : changedUntil(post, changedAt));
  }

  /// Whether a body has no place in Redis: nothing that is there has to be replaced by it.
  boolean needless(Post post, Instant now) {
    return !all()
        && post.editedAt() == null
        && !post.deleted()
        && hotUntil(post.id(), now) <= now.toEpochMilli();
  }

  /// A post of the future is as old as one of now: else it would stay for ever.
  private long hotUntil(long id, Instant now) {
    long published = Math.min(Ids.time(id).toEpochMilli(), now.toEpochMilli());
    return published + Objects.requireNonNull(window, "all are hot").toMillis();
  }

  private static long changedUntil(Post post, Instant changedAt) {
    if (post.deleted()) {
      return changedAt.plus(DELETED).toEpochMilli();
    }
    return post.editedAt() == null ? 0 : changedAt.plus(CHANGED).toEpochMilli();
  }
}
