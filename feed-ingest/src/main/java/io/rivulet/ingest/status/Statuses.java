package io.rivulet.ingest.status;

import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Reaction;
import io.rivulet.id.IdGenerator;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.publish.Acknowledged;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.reaction.Applied.Source;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// Publishes, edits and deletes posts: Kafka first, then the overlay, then the answer.
///
/// Kafka's acknowledgement is what counts. An overlay that cannot be written afterwards makes the
/// post appear later, but it is published: telling a client otherwise would make it publish twice.
public final class Statuses {
  private final Publisher publisher;
  private final Overlay overlay;
  private final KnownPosts posts;
  private final StatusRenderer renderer;
  private final IdGenerator ids;
  private final Clock clock;

  public Statuses(
      Publisher publisher,
      Overlay overlay,
      KnownPosts posts,
      StatusRenderer renderer,
      IdGenerator ids,
      Clock clock) {
    this.publisher = publisher;
    this.overlay = overlay;
    this.posts = posts;
    this.renderer = renderer;
    this.ids = ids;
    this.clock = clock;
  }

  long newId() {
    return ids.next();
  }

  /// A new id for a boost: above its original's, so that nothing older than a post shows it, though
  /// the original may have been made on a clock ahead of this one.
  long newIdAbove(long original) {
    return ids.nextAbove(original)
        .orElseThrow(() -> ApiException.invalid("The post is too far ahead of time"));
  }

  /// Publishes a post or a boost.
  PostBody publish(PostPublished published) {
    Acknowledged stored = publisher.publish(published);
    PostBody body = PostBody.of(Post.of(published), stored.offset(), renderer);
    overlay.put(published.id(), body);
    if (body.boost()) {
      noteBoost(body.author(), body.boostOf(), stored, published.id());
    } else {
      noteReply(body, stored, true);
    }
    return body;
  }

  /// Lets a booster find at once that his boost is counted.
  ///
  /// @param boost 0 if it was taken back
  private void noteBoost(long booster, long original, Acknowledged stored, long boost) {
    Source posts = Source.posts(stored.partition());
    overlay.put(
        booster,
        new OwnReaction(original, Reaction.BOOST, posts, stored.offset(), boost != 0, boost));
  }

  /// Lets an author find at once that his answer is counted, or is not any more.
  private void noteReply(PostBody body, Acknowledged stored, boolean on) {
    if (body.reply() && body.visibility().isForEverybody()) {
      Source posts = Source.posts(stored.partition());
      overlay.put(
          body.author(),
          new OwnReaction(body.replyTo(), Reaction.REPLY, posts, stored.offset(), on, 0));
    }
  }

  /// Replaces the content of a post.
  PostBody edit(ServedPost present, PostContent content) {
    PostPublished published = present.published();
    PostEdited edited =
        new PostEdited(
            PostTarget.of(published.id()),
            published.author(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            content,
            null);
    long version = publisher.publish(edited).offset();
    PostBody body = PostBody.of(Post.of(published).edited(edited), version, renderer);
    overlay.put(published.id(), body);
    return body;
  }

  /// Deletes a post that is no boost.
  ///
  /// @param body what it was
  void delete(long id, PostBody body) {
    noteReply(body, delete(body.author(), id), false);
  }

  /// Takes a boost back.
  ///
  /// @param counted whether the booster finds it counted: one that Kafka did not acknowledge may
  ///   never have been
  void takeBack(long booster, long boost, long original, boolean counted) {
    Acknowledged stored = delete(booster, boost);
    if (counted) {
      noteBoost(booster, original, stored, 0);
    }
  }

  private Acknowledged delete(long author, long id) {
    PostDeleted deleted =
        new PostDeleted(
            PostTarget.of(id), author, clock.instant().truncatedTo(ChronoUnit.MILLIS), null);
    Acknowledged stored = publisher.publish(deleted);
    overlay.put(id, PostBody.tombstone(author, stored.offset()));
    return stored;
  }

  /// A post that `author` may change: one of his own that is there.
  PostBody own(long author, long id) {
    return posts
        .findPresent(id)
        .filter(body -> body.author() == author)
        .orElseThrow(Statuses::notFound);
  }

  /// A post that `viewer` may see, of a boost the original. Its id comes with it.
  public Seen seen(long viewer, long id) {
    PostBody body = posts.findVisible(viewer, id).orElseThrow(Statuses::notFound);
    return body.boost()
        ? new Seen(
            body.boostOf(),
            posts.findVisible(viewer, body.boostOf()).orElseThrow(Statuses::notFound))
        : new Seen(id, body);
  }

  /// A post that is there, whoever may see it; of a boost the original.
  public Seen original(long id) {
    PostBody body = there(id);
    return body.boost() ? new Seen(body.boostOf(), there(body.boostOf())) : new Seen(id, body);
  }

  /// Whether a post is there, whoever may see it.
  public boolean exists(long id) {
    return posts.findPresent(id).isPresent();
  }

  private PostBody there(long id) {
    return posts.findPresent(id).orElseThrow(Statuses::notFound);
  }

  private static ApiException notFound() {
    return ApiException.of(ApiError.NOT_FOUND);
  }

  /// A post and its id.
  ///
  /// @param id never that of a boost
  public record Seen(long id, PostBody body) {}
}
