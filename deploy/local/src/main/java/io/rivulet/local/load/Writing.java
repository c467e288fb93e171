package io.rivulet.local.load;

import io.rivulet.event.Draft;
import io.rivulet.event.Visibility;
import io.rivulet.local.seed.Drafts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Who posts, answers, boosts, edits and deletes what. Acts on a post name only settled ones: those
/// of earlier rounds, which are there by now.
final class Writing {
  /// The newest settled posts, which people still talk about.
  private static final int TALK = 400;

  private static final int REPLY_PERCENT = 15;

  /// Of a hundred deletes, boosts that are taken back.
  private static final int UNBOOST_PERCENT = 20;

  private static final int ATTEMPTS = 50;

  private final Drafts drafts;
  private final IntSupplier authors;
  private final Random random;
  private final List<Post> posts = new ArrayList<>();

  /// Settled posts that are not deleted, in no order.
  private final List<Post> alive = new ArrayList<>();

  private final Pairs boosts = new Pairs();
  private int settled;

  /// @param authors draws who writes
  Writing(Drafts drafts, IntSupplier authors, Random random) {
    this.drafts = drafts;
    this.authors = authors;
    this.random = random;
  }

  private static final class Post {
    private final LoadAct.Publish published;
    private Draft draft;
    private boolean deleted;

    private Post(LoadAct.Publish published) {
      this.published = published;
      this.draft = published.draft();
    }

    private boolean isOpen() {
      return !deleted
          && switch (published.visibility()) {
            case PUBLIC, UNLISTED -> true;
            case FOLLOWERS, DIRECT -> false;
          };
    }
  }

  /// What was published so far may be acted on from now on.
  void settle() {
    alive.addAll(posts.subList(settled, posts.size()));
    settled = posts.size();
  }

  LoadAct publish() {
    Optional<Post> answered =
        random.nextInt(100) < REPLY_PERCENT ? talkedAbout() : Optional.empty();
    return answered
        .map(post -> publish(drafts.reply(), post.published.number()))
        .orElseGet(() -> publish(drafts.any(), null));
  }

  private LoadAct publish(Draft draft, @Nullable Integer replyTo) {
    var published =
        new LoadAct.Publish(posts.size(), authors.getAsInt(), draft, visibility(), replyTo);
    posts.add(new Post(published));
    return published;
  }

  private Visibility visibility() {
    return switch (random.nextInt(40)) {
      case 0, 1 -> Visibility.FOLLOWERS;
      case 2, 3 -> Visibility.UNLISTED;
      case 4 -> Visibility.DIRECT;
      default -> Visibility.PUBLIC;
    };
  }

  /// Empty if there is nothing to boost yet.
  Optional<LoadAct> boost() {
    return talkedAbout()
        .map(
            post -> {
              int actor = authors.getAsInt();
              boosts.add(new Pairs.Pair(actor, post.published.number()));
              return new LoadAct.Boost(actor, post.published.number());
            });
  }

  /// Empty if there is nothing to delete yet.
  Optional<LoadAct> delete() {
    Optional<Pairs.Pair> boost =
        random.nextInt(100) < UNBOOST_PERCENT ? boosts.any(random) : Optional.empty();
    return boost.<LoadAct>map(this::unboost).or(this::deletePost);
  }

  private LoadAct unboost(Pairs.Pair boost) {
    boosts.remove(boost);
    return new LoadAct.Unboost(boost.one(), boost.other());
  }

  private Optional<LoadAct> deletePost() {
    if (alive.isEmpty()) {
      return Optional.empty();
    }
    int place = random.nextInt(alive.size());
    Post post = alive.get(place);
    Post last = alive.removeLast();
    if (place < alive.size()) {
      alive.set(place, last);
    }
    post.deleted = true;
    return Optional.of(new LoadAct.Delete(post.published.actor(), post.published.number()));
  }

  /// Empty if there is nothing to edit yet.
  Optional<LoadAct> edit() {
    if (alive.isEmpty()) {
      return Optional.empty();
    }
    Post post = alive.get(random.nextInt(alive.size()));
    // Put better only once: texts would grow with each edit, and their length is bounded.
    post.draft = drafts.edited(post.published.draft());
    return Optional.of(
        new LoadAct.Edit(post.published.actor(), post.published.number(), post.draft));
  }

  private Optional<Post> talkedAbout() {
    int oldest = Math.max(0, settled - TALK);
    for (int attempt = 0; attempt < ATTEMPTS && settled > 0; attempt++) {
      Post post = posts.get(oldest + random.nextInt(settled - oldest));
      if (post.isOpen()) {
        return Optional.of(post);
      }
    }
    return Optional.empty();
  }
}
