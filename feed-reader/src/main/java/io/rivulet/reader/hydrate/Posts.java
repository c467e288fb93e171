package io.rivulet.reader.hydrate;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.IdMap;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads bodies of posts by id: from the process for as long as the staleness bound allows, else
/// from Redis. What the viewer himself published is read each time, so that what he did to it holds
/// at once.
final class Posts {
  private static final int VALUES_EACH = 2;

  private final Values values;
  private final Bodies bodies;
  private final ReaderMeters meters;
  private final Held<PostBody> held;

  Posts(Access access, Held<PostBody> held) {
    this.values = access.values();
    this.bodies = new Bodies(access.meters());
    this.meters = access.meters();
    this.held = held;
  }

  /// The bodies that are there, tombstones too.
  ///
  /// @param look with bodies that are known already and may be newer
  CompletionStage<IdMap<PostBody>> ask(List<Long> ids, Look look) {
    long now = held.now();
    IdMap<PostBody> posts = new IdMap<>(ids.size());
    List<Long> missing = new ArrayList<>();
    for (long id : ids) {
      PostBody body = held.find(id, now);
      if (body == null || look.viewpoint().is(body.author())) {
        missing.add(id);
      } else {
        posts.put(id, newest(body, id, look));
      }
    }
    meters.bodies(Stored.POST, posts.size(), missing.size());
    if (missing.isEmpty()) {
      return CompletableFuture.completedStage(posts);
    }
    return values.get(keys(missing)).thenApply(found -> decode(missing, found, now, look, posts));
  }

  private static PostBody newest(PostBody body, long id, Look look) {
    PostBody own = look.lately().isEmpty() ? null : look.lately().get(id);
    return own == null ? body : PostBody.newer(body, own);
  }

  private IdMap<PostBody> decode(
      List<Long> ids,
      List<byte @Nullable []> found,
      long askedAt,
      Look look,
      IdMap<PostBody> posts) {
    for (int i = 0; i < ids.size(); i++) {
      long id = ids.get(i);
      PostBody stored = bodies.post(found.get(i * VALUES_EACH), found.get(i * VALUES_EACH + 1));
      if (stored != null) {
        held.hold(id, stored, askedAt);
      }
      PostBody body = Bodies.newer(stored, look.lately().get(id));
      if (body != null) {
        posts.put(id, body);
      }
    }
    return posts;
  }

  /// A body of now.
  @Nullable PostBody find(long id) {
    List<byte @Nullable []> found = values.await(values.get(keys(List.of(id))));
    return bodies.post(found.get(0), found.get(1));
  }

  private static List<byte[]> keys(List<Long> ids) {
    List<byte[]> keys = new ArrayList<>(ids.size() * VALUES_EACH);
    for (long id : ids) {
      keys.add(Keyspace.post(id));
      keys.add(Keyspace.overlay(id));
    }
    return keys;
  }
}
