package io.rivulet.reader.hydrate;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads bodies of posts by id.
final class Posts {
  private static final int VALUES_EACH = 2;

  private final Values values;
  private final Bodies bodies;

  Posts(Access access) {
    this.values = access.values();
    this.bodies = new Bodies(access.meters());
  }

  /// The bodies that are there, newest versions, tombstones too.
  ///
  /// @param lately bodies that are known already and may be newer
  CompletionStage<Map<Long, PostBody>> ask(List<Long> ids, Map<Long, PostBody> lately) {
    List<byte[]> keys = new ArrayList<>(ids.size() * VALUES_EACH);
    for (long id : ids) {
      keys.add(Keyspace.post(id));
      keys.add(Keyspace.overlay(id));
    }
    return values.get(keys).thenApply(found -> decode(ids, found, lately));
  }

  private Map<Long, PostBody> decode(
      List<Long> ids, List<byte @Nullable []> found, Map<Long, PostBody> lately) {
    Map<Long, PostBody> posts = HashMap.newHashMap(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      int at = i * VALUES_EACH;
      PostBody stored = bodies.post(found.get(at), found.get(at + 1));
      PostBody body = Bodies.newer(stored, lately.get(ids.get(i)));
      if (body != null) {
        posts.put(ids.get(i), body);
      }
    }
    return posts;
  }
}
