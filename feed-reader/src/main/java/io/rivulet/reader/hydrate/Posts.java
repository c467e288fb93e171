package io.rivulet.reader.hydrate;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Due;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.IdMap;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads bodies of posts by id: from the process for as long as the staleness bound allows, else
/// from Redis. What is needed all the time is renewed before it is too old, beside the reads, which
/// then do not wait for it. What the viewer himself published is read each time, so that what he
/// did to it holds at once.
final class Posts {
  private static final int VALUES_EACH = 2;

  private final Values values;
  private final Bodies bodies;
  private final ReaderMeters meters;
  private final Held<PostBody> held;
  private final Due due = new Due();

  /// @param nanoTime as [System#nanoTime]
  Posts(Access access, HoldSettings settings, LongSupplier nanoTime) {
    this.values = access.values();
    this.bodies = new Bodies(access.meters());
    this.meters = access.meters();
    this.held =
        new Held<>(
            settings,
            body -> body.bytes().length,
            (a, b) -> Arrays.equals(a.bytes(), b.bytes()),
            nanoTime);
  }

  /// Puts the bodies that are there, tombstones too, to those that are found already, which are not
  /// asked for again.
  ///
  /// @param look with bodies that are known already and may be newer
  Arriving ask(long[] ids, Look look, IdMap<PostBody> found) {
    long now = held.now();
    int asked = 0;
    List<Long> missing = new ArrayList<>(0);
    for (long id : ids) {
      if (!found.contains(id)) {
        asked++;
        PostBody body = held.find(id, now, due);
        if (body == null || look.viewpoint().is(body.author())) {
          missing.add(id);
        } else {
          found.put(id, newest(body, id, look));
        }
      }
    }
    meters.bodies(Stored.POST, asked - missing.size(), missing.size());
    due.renew(now, old -> renew(old, now));
    if (missing.isEmpty()) {
      return Arriving.NOTHING;
    }
    var read = values.get(keys(missing));
    return () -> arrived(missing, values.await(read), now, look, found);
  }

  private void arrived(
      List<Long> ids,
      List<byte @Nullable []> values,
      long askedAt,
      Look look,
      IdMap<PostBody> found) {
    for (int i = 0; i < ids.size(); i++) {
      long id = ids.get(i);
      PostBody body = Bodies.newer(stored(id, i, values, askedAt), look.lately().get(id));
      if (body == null) {
        body = look.spare().body(id);
      }
      if (body != null) {
        found.put(id, body);
      }
    }
  }

  /// Should this fail, the values get too old, and whoever needs them asks.
  private CompletionStage<?> renew(List<Long> ids, long now) {
    meters.renewed(Stored.POST, ids.size());
    return values
        .get(keys(ids))
        .thenAccept((List<byte @Nullable []> found) -> hold(ids, found, now));
  }

  private void hold(List<Long> ids, List<byte @Nullable []> found, long askedAt) {
    for (int i = 0; i < ids.size(); i++) {
      var _ = stored(ids.get(i), i, found, askedAt);
    }
  }

  /// Decodes what was found of an id, and holds it.
  private @Nullable PostBody stored(
      long id, int place, List<byte @Nullable []> found, long askedAt) {
    PostBody stored =
        bodies.post(found.get(place * VALUES_EACH), found.get(place * VALUES_EACH + 1));
    if (stored != null) {
      held.hold(id, stored, askedAt);
    }
    return stored;
  }

  private static PostBody newest(PostBody body, long id, Look look) {
    PostBody own = look.lately().isEmpty() ? null : look.lately().get(id);
    return own == null ? body : PostBody.newer(body, own);
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
