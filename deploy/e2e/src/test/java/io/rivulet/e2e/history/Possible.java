package io.rivulet.e2e.history;

import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.relations.Relation;
import org.jspecify.annotations.Nullable;

/// The table `visible(u, e)` while things are under way: over the states that a reader may see, of
/// each thing by itself. The repeated boost is left out.
///
/// @param now milliseconds since 1970
/// @param any whether an entry *may* be shown, in some states; else whether it *must*, in all
record Possible(Truth truth, long viewer, long now, boolean any) {
  boolean shown(Truth.Post entry) {
    PostPublished post = entry.published();
    if (!there(entry) || !there(original(post)) || !fromHome(post)) {
      return false;
    }
    if (post.author() == viewer || authorOf(post.replyTo()) == viewer) {
      return true;
    }
    Truth.Post original = original(post);
    return open(entry)
        && (original == null || open(original))
        && together(post.author())
        && truth
            .own(viewer, post.author())
            .holds(
                any,
                relation -> !relation.mutedAt(now) && !(post.boost() && relation.hidesBoosts()))
        && (post.boostOf() == null || boosted(post.boostOf().author()))
        && (post.replyTo() == null || follows(post.replyTo().author()));
  }

  private Truth.@Nullable Post original(PostPublished post) {
    return post.boostOf() == null ? null : truth.post(post.boostOf().id());
  }

  private static long authorOf(@Nullable PostRef ref) {
    return ref == null ? 0 : ref.author();
  }

  private boolean there(Truth.@Nullable Post post) {
    return post == null || post.versions().holds(any, version -> !version.deleted());
  }

  private boolean fromHome(PostPublished post) {
    return post.author() == viewer || follows(post.author());
  }

  private boolean follows(long account) {
    return truth.own(viewer, account).holds(any, Relation::following);
  }

  /// Visibility, and no block of whom it mentions.
  private boolean open(Truth.Post post) {
    PostPublished published = post.published();
    boolean own = published.author() == viewer;
    return (own || published.visibility() != Visibility.FOLLOWERS || follows(published.author()))
        && post.versions()
            .holds(
                any,
                version ->
                    version.mentions().stream().allMatch(this::together)
                        && (own
                            || published.visibility() != Visibility.DIRECT
                            || version.mentions().contains(viewer)));
  }

  private boolean boosted(long author) {
    return together(author)
        && truth.own(viewer, author).holds(any, relation -> !relation.mutedAt(now));
  }

  /// No block between the viewer and an account.
  private boolean together(long account) {
    return truth.own(viewer, account).holds(any, relation -> !relation.blocking())
        && truth.inverse(account, viewer).holds(any, relation -> !relation.blocking());
  }
}
