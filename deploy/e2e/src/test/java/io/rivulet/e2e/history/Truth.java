package io.rivulet.e2e.history;

import io.rivulet.audit.model.LogPosition;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.RelationEvent;
import io.rivulet.relations.Relation;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was published, and what readers must know of it by now.
final class Truth {
  /// What a post is at some time.
  record Version(Set<Long> mentions, boolean deleted) {}

  /// A post and its versions.
  record Post(PostPublished published, long offset, Known<Version> versions) {}

  private record Pair(long viewer, long target) {}

  private record OwnPost(long author, long id) {}

  final ReferenceModel model = new ReferenceModel();
  private final Map<Long, Post> posts = new HashMap<>();
  private final Set<OwnPost> deletedBefore = new HashSet<>();
  private final Map<Pair, Known<Relation>> own = new HashMap<>();
  private final Map<Pair, Known<Relation>> inverse = new HashMap<>();
  private final List<Runnable> later = new ArrayList<>();
  private boolean reading;

  /// Takes over what was appended to the log.
  ///
  /// @return false if it means nothing
  boolean append(Event event, int partition, long offset) {
    if (!model.apply(new LogPosition(Topics.of(event), partition, offset), event)) {
      return false;
    }
    switch (event) {
      case PostEvent post -> append(post, offset);
      case RelationEvent relation -> {
        Relation after = relation(relation.viewer(), relation.target()).after(relation);
        own(relation.viewer(), relation.target()).add(offset, after);
        inverse(relation.viewer(), relation.target()).add(offset, after);
      }
      case AccountUpdated _, ActEvent _ -> {}
    }
    return true;
  }

  private void append(PostEvent event, long offset) {
    switch (event) {
      case PostPublished published -> {
        Version first =
            new Version(
                mentions(published.content()),
                deletedBefore.contains(new OwnPost(published.author(), published.id())));
        posts.put(published.id(), new Post(published, offset, new Known<>(first)));
      }
      case PostEdited edited -> {
        Post post = post(id(edited.target()));
        if (post != null) {
          post.versions().add(offset, new Version(mentions(edited.content()), false));
        }
      }
      case PostDeleted deleted -> {
        Post post = post(id(deleted.target()));
        if (post == null) {
          deletedBefore.add(new OwnPost(deleted.author(), id(deleted.target())));
        } else {
          post.versions().add(offset, new Version(Set.of(), true));
        }
      }
    }
  }

  private static Set<Long> mentions(PostContent content) {
    return Set.copyOf(content.mentions().stream().map(Mention::account).toList());
  }

  static long id(PostTarget target) {
    return switch (target) {
      case PostTarget.ById(long id) -> id;
      case PostTarget.ByClientKey(String key) -> throw new IllegalArgumentException(key);
    };
  }

  @Nullable Post post(long id) {
    return posts.get(id);
  }

  Collection<Post> posts() {
    return posts.values();
  }

  /// What the viewer is to the target, by all that is published.
  Relation relation(long viewer, long target) {
    return own(viewer, target).newest();
  }

  /// As the viewer sees it.
  Known<Relation> own(long viewer, long target) {
    return own.computeIfAbsent(new Pair(viewer, target), _ -> new Known<>(Relation.NONE));
  }

  /// As the target sees it.
  Known<Relation> inverse(long viewer, long target) {
    return inverse.computeIfAbsent(new Pair(viewer, target), _ -> new Known<>(Relation.NONE));
  }

  /// Readers that begin now see the record with this offset, or a later one.
  void certain(Known<?> known, long offset) {
    if (reading) {
      later.add(() -> known.certain(offset));
    } else {
      known.certain(offset);
    }
  }

  /// A read begins: what becomes certain meanwhile is not for it.
  void read() {
    reading = true;
  }

  /// A read was judged.
  void judged() {
    reading = false;
    later.forEach(Runnable::run);
    later.clear();
  }

  private List<Known<?>> all() {
    List<Known<?>> all = new ArrayList<>(own.values());
    all.addAll(inverse.values());
    posts.values().forEach(post -> all.add(post.versions()));
    return all;
  }

  /// Everything published is known to readers.
  void settled() {
    all().forEach(known -> known.certain(Long.MAX_VALUE));
  }

  /// Readers may have anything back.
  void lost() {
    later.clear();
    all().forEach(Known::lose);
  }
}
