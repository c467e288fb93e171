package io.rivulet.audit.model;

import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was published, edited and deleted.
final class Posts {
  private record ClientKey(long author, String key) {}

  private record OwnPost(long author, long id) {}

  private final Map<Long, PostHistory> posts = new HashMap<>();
  private final Map<Long, NavigableSet<Long>> idsByAuthor = new HashMap<>();
  private final Map<ClientKey, Long> idsByClientKey = new HashMap<>();
  private final Map<OwnPost, Fact> deletedBefore = new HashMap<>();
  private final Set<Long> boosted = new HashSet<>();

  /// Takes an event over; false if it means nothing.
  boolean apply(LogPosition at, PostEvent event) {
    Fact fact = new Fact(at, event);
    return switch (event) {
      case PostPublished published -> publish(fact, published);
      case PostEdited edited -> edit(fact, find(edited.author(), edited.target()));
      case PostDeleted deleted -> delete(fact, deleted);
    };
  }

  private boolean publish(Fact fact, PostPublished event) {
    ClientKey key =
        event.clientKey() == null ? null : new ClientKey(event.author(), event.clientKey());
    if (posts.containsKey(event.id()) || (key != null && idsByClientKey.containsKey(key))) {
      return false;
    }
    PostHistory post = new PostHistory(fact, event);
    post.deleted = deletedBefore.get(new OwnPost(event.author(), event.id()));
    posts.put(event.id(), post);
    idsByAuthor.computeIfAbsent(event.author(), _ -> new TreeSet<>()).add(event.id());
    if (key != null) {
      idsByClientKey.put(key, event.id());
    }
    if (event.boostOf() != null) {
      boosted.add(event.boostOf().id());
    }
    return true;
  }

  private static boolean edit(Fact fact, @Nullable PostHistory post) {
    if (post == null || post.deleted != null || post.post.boost()) {
      return false;
    }
    post.edits.add(fact);
    return true;
  }

  private boolean delete(Fact fact, PostDeleted event) {
    PostHistory post = find(event.author(), event.target());
    if (post != null && post.deleted == null) {
      post.deleted = fact;
      return true;
    }
    // Its publication, should it come later, then publishes something deleted.
    return post == null
        && event.target() instanceof PostTarget.ById(long id)
        && deletedBefore.putIfAbsent(new OwnPost(event.author(), id), fact) == null;
  }

  private @Nullable PostHistory find(long author, PostTarget target) {
    Long id =
        switch (target) {
          case PostTarget.ById(long known) -> known;
          case PostTarget.ByClientKey(String key) -> idsByClientKey.get(new ClientKey(author, key));
        };
    PostHistory post = id == null ? null : posts.get(id);
    return post == null || post.author() != author ? null : post;
  }

  @Nullable PostHistory get(long id) {
    return posts.get(id);
  }

  /// What a boost boosts; null of what is none, and of an original that is not known.
  @Nullable PostHistory original(PostHistory entry) {
    return entry.post.boostOf() == null ? null : posts.get(entry.post.boostOf().id());
  }

  /// Whether the post that an event is about was boosted.
  boolean isBoosted(PostEvent event) {
    PostHistory post =
        switch (event) {
          case PostPublished published -> posts.get(published.id());
          case PostEdited edited -> find(edited.author(), edited.target());
          case PostDeleted deleted -> find(deleted.author(), deleted.target());
        };
    return post != null && boosted.contains(post.id());
  }

  /// The newest ids that an author ever published, newest first; deleted ones keep their place.
  List<Long> recent(long author, int limit) {
    NavigableSet<Long> ids = idsByAuthor.getOrDefault(author, Collections.emptyNavigableSet());
    return ids.descendingSet().stream().limit(limit).toList();
  }
}
