package io.rivulet.reader.index;

import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.post.Post;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a record of `feed.posts.v1` makes of a post: the same as in the fan-out, whose rules these
/// are. Deleted is final, the first record of an id or of a client key counts, an edit of what its
/// author did not publish means nothing.
final class PostIndexing {
  private final Changes changes;

  PostIndexing(Changes changes) {
    this.changes = changes;
  }

  void apply(PostEvent event, long offset) throws IOException {
    switch (event) {
      case PostPublished published -> published(published, offset);
      case PostEdited edited -> edited(edited, offset);
      case PostDeleted deleted -> deleted(deleted, offset);
    }
  }

  private void published(PostPublished event, long offset) throws IOException {
    String clientKey = event.clientKey();
    if (clientKey != null) {
      long first = changes.byClientKey(event.author(), clientKey);
      if (first != 0 && first != event.id()) {
        return;
      }
    }
    if (changes.state(Fields.post(event.id())) != null) {
      return;
    }
    Post post = Post.of(event);
    String unseen = Fields.unseen(event.author(), event.id());
    if (changes.state(unseen) != null) {
      changes.delete(unseen);
      post =
          post.deleted(
              new PostDeleted(
                  PostTarget.of(event.id()), event.author(), event.createdAt(), event.origin()));
    }
    changes.put(new PostState(offset, post), post);
  }

  private void edited(PostEdited event, long offset) throws IOException {
    PostState state = stored(event.author(), event.target());
    if (state == null) {
      return;
    }
    Post post = Objects.requireNonNull(state.post());
    Post edited = post.edited(event);
    // Also when nothing of it changes, as with a boost: versions are to be those in Redis.
    PostState now = new PostState(offset, edited);
    if (!edited.equals(post)) {
      if (post.editedAt() == null) {
        version(post.id(), state);
      }
      version(post.id(), now);
    }
    changes.put(now, edited);
  }

  private void version(long id, PostState state) throws IOException {
    changes.putUnasked(Fields.version(id, state.version()), Documents.version(id, state));
  }

  private void deleted(PostDeleted event, long offset) throws IOException {
    PostState state = stored(event.author(), event.target());
    if (state == null) {
      if (event.target() instanceof PostTarget.ById(long id)) {
        unseen(event.author(), id, offset);
      }
      return;
    }
    Post post = Objects.requireNonNull(state.post());
    if (!post.deleted()) {
      Post deleted = post.deleted(event);
      changes.put(new PostState(offset, deleted), deleted);
      if (post.editedAt() != null) {
        changes.deleteAll(Fields.VERSION_OF, Long.toString(post.id()));
      }
    }
  }

  private void unseen(long author, long id, long offset) throws IOException {
    byte[] state = new PostState(offset, null).encode();
    changes.put(Fields.unseen(author, id), state, Documents.unseen(author, id, state));
  }

  /// A post of an author; another one's counts as not published.
  private @Nullable PostState stored(long author, PostTarget target) throws IOException {
    long id =
        switch (target) {
          case PostTarget.ById(long given) -> given;
          case PostTarget.ByClientKey(String key) -> changes.byClientKey(author, key);
        };
    byte[] state = id == 0 ? null : changes.state(Fields.post(id));
    if (state == null) {
      return null;
    }
    PostState stored = PostState.decode(state);
    Post post = stored.post();
    return post != null && post.author() == author ? stored : null;
  }
}
