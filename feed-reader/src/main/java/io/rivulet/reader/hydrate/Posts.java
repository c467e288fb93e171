package io.rivulet.reader.hydrate;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.Tally;
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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads bodies of posts by id: from the process for as long as the staleness bound allows, else
/// from Redis, and what that does not have from the fan-out's workers. What is needed all the time
/// is renewed before it is too old, beside the reads, which then do not wait for it. What the
/// viewer himself published is read each time, so that what he did to it holds at once.
final class Posts {
  private static final int VALUES_EACH = 3;

  /// What a tally takes, roughly.
  private static final int TALLY_BYTES = 64;

  private final Access access;
  private final Values values;
  private final Bodies bodies;
  private final ReaderMeters meters;
  private final Held<Found> held;
  private final Due due = new Due();

  /// @param nanoTime as [System#nanoTime]
  Posts(Access access, HoldSettings settings, LongSupplier nanoTime) {
    this.access = access;
    this.values = access.values();
    this.bodies = new Bodies(access.meters());
    this.meters = access.meters();
    this.held =
        new Held<>(
            settings, found -> found.body().bytes().length + TALLY_BYTES, Posts::same, nanoTime);
  }

  private static boolean same(Found a, Found b) {
    return Arrays.equals(a.body().bytes(), b.body().bytes()) && a.tally().equals(b.tally());
  }

  /// Puts the bodies that are there, tombstones too, to those that are found already, which are not
  /// asked for again.
  ///
  /// @param look with bodies that are known already and may be newer
  /// @param author of an id, 0 where it is not known
  Arriving ask(long[] ids, Look look, LongUnaryOperator author, IdMap<Found> found) {
    long now = held.now();
    int asked = 0;
    List<Long> missing = new ArrayList<>(0);
    for (long id : ids) {
      if (!found.contains(id)) {
        asked++;
        Found there = held.find(id, now, due);
        if (there == null || look.viewpoint().is(there.body().author())) {
          missing.add(id);
        } else {
          found.put(id, newest(there, id, look));
        }
      }
    }
    meters.bodies(Stored.POST, asked - missing.size(), missing.size());
    due.renew(now, old -> renew(old, now));
    if (missing.isEmpty()) {
      return Arriving.NOTHING;
    }
    var read = values.get(keys(missing));
    return () -> arrived(new Arrived(missing, values.await(read), now, author), look, found);
  }

  private void arrived(Arrived arrived, Look look, IdMap<Found> found) {
    List<Long> ids = arrived.ids();
    List<byte @Nullable []> values = arrived.values();
    List<Long> missing = new ArrayList<>(0);
    for (int i = 0; i < ids.size(); i++) {
      long id = ids.get(i);
      Found stored = stored(id, i, values, arrived.askedAt());
      PostBody own = look.lately().get(id);
      if (stored != null) {
        found.put(id, stored.newer(own));
        continue;
      }
      PostBody other = own == null ? look.spare().body(id) : own;
      if (other == null) {
        missing.add(id);
      } else {
        found.put(id, new Found(other, tally(values, i)));
      }
    }
    if (!missing.isEmpty()) {
      cold(missing, arrived, look, found);
    }
  }

  /// What Redis answered.
  private record Arrived(
      List<Long> ids, List<byte @Nullable []> values, long askedAt, LongUnaryOperator author) {}

  /// What is found elsewhere is held as what Redis has: an edit or a delete shows as soon.
  private void cold(List<Long> missing, Arrived arrived, Look look, IdMap<Found> found) {
    Map<Long, PostBody> cold = access.cold().find(missing, arrived.author());
    meters.cold(cold.size());
    PostBody nowhere = look.spare().nowhere();
    for (int i = 0; i < arrived.ids().size(); i++) {
      long id = arrived.ids().get(i);
      PostBody body = cold.get(id);
      if (body != null) {
        Found there = new Found(body, tally(arrived.values(), i));
        held.hold(id, there, arrived.askedAt());
        found.put(id, there);
      } else if (nowhere != null && !found.contains(id)) {
        found.put(id, new Found(nowhere, tally(arrived.values(), i)));
      }
    }
  }

  private Tally tally(List<byte @Nullable []> values, int place) {
    return bodies.tally(values.get(place * VALUES_EACH + 2));
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
  private @Nullable Found stored(long id, int place, List<byte @Nullable []> found, long askedAt) {
    Found stored = found(found, place);
    if (stored != null) {
      held.hold(id, stored, askedAt);
    }
    return stored;
  }

  private @Nullable Found found(List<byte @Nullable []> values, int place) {
    int first = place * VALUES_EACH;
    PostBody body = bodies.post(values.get(first), values.get(first + 1));
    return body == null ? null : new Found(body, tally(values, place));
  }

  private static Found newest(Found there, long id, Look look) {
    return look.lately().isEmpty() ? there : there.newer(look.lately().get(id));
  }

  /// A body of now.
  @Nullable Found find(long id) {
    List<byte @Nullable []> there = values.await(values.get(keys(List.of(id))));
    Found stored = found(there, 0);
    return stored == null
        ? access.cold().find(id).map(body -> new Found(body, tally(there, 0))).orElse(null)
        : stored;
  }

  private static List<byte[]> keys(List<Long> ids) {
    List<byte[]> keys = new ArrayList<>(ids.size() * VALUES_EACH);
    for (long id : ids) {
      keys.add(Keyspace.post(id));
      keys.add(Keyspace.overlay(id));
      keys.add(Keyspace.tally(id));
    }
    return keys;
  }
}
