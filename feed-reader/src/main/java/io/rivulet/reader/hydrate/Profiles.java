package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.IdMap;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads accounts with their counts.
public final class Profiles {
  /// Where relations have the number of accounts followed, see [io.rivulet.relations.Relations].
  private static final int FOLLOWING_FIRST = 16;

  private static final int FOLLOWING_LAST = 19;
  private static final int VALUES_EACH = 3;

  private final Values values;
  private final Bodies bodies;
  private final ReaderMeters meters;
  private final Held<Profile> held;

  /// Holds as settings say.
  ///
  /// @param nanoTime as [System#nanoTime]
  public Profiles(Access access, HoldSettings settings, LongSupplier nanoTime) {
    this.values = access.values();
    this.bodies = new Bodies(access.meters());
    this.meters = access.meters();
    this.held = new Held<>(settings, Profiles::bytes, nanoTime);
  }

  private static int bytes(Profile profile) {
    return profile.body().bytes().length + profile.json().length;
  }

  /// The accounts that are known, in the order of `ids`; others are left out.
  public Map<Long, Profile> find(Collection<Long> ids) {
    return values.await(read(List.copyOf(ids)));
  }

  /// As [#find], without waiting, and as old as the staleness bound allows. The viewer's own is of
  /// now.
  CompletionStage<IdMap<Profile>> ask(List<Long> ids, long viewer) {
    long now = held.now();
    IdMap<Profile> profiles = new IdMap<>(ids.size());
    List<Long> missing = new ArrayList<>();
    for (long id : ids) {
      Profile profile = id == viewer ? null : held.find(id, now);
      if (profile == null) {
        missing.add(id);
      } else {
        profiles.put(id, profile);
      }
    }
    meters.bodies(Stored.ACCOUNT, profiles.size(), missing.size());
    if (missing.isEmpty()) {
      return CompletableFuture.completedStage(profiles);
    }
    return read(missing)
        .thenApply(
            found -> {
              found.forEach(
                  (id, profile) -> {
                    held.hold(id, profile, now);
                    profiles.put(id, profile);
                  });
              return profiles;
            });
  }

  private CompletionStage<Map<Long, Profile>> read(List<Long> ids) {
    List<byte[]> keys = new ArrayList<>(ids.size() * VALUES_EACH);
    List<byte[]> relations = new ArrayList<>(ids.size());
    for (long id : ids) {
      keys.add(Keyspace.account(id));
      keys.add(Keyspace.overlayAccount(id));
      keys.add(Keyspace.counts(id));
      relations.add(Keyspace.relations(id));
    }
    Values.Parts parts = values.get(keys, relations, FOLLOWING_FIRST, FOLLOWING_LAST);
    return parts
        .values()
        .thenCombine(parts.slices(), (found, counts) -> decode(ids, found, counts));
  }

  private Map<Long, Profile> decode(
      List<Long> ids, List<byte @Nullable []> found, List<byte[]> following) {
    Map<Long, Profile> profiles = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      int at = i * VALUES_EACH;
      AccountBody body = bodies.account(found.get(at), found.get(at + 1));
      if (body != null) {
        Counts counts = Counts.decode(found.get(at + 2));
        profiles.put(ids.get(i), Profile.of(body, counts, count(following.get(i))));
      }
    }
    return profiles;
  }

  private static long count(byte[] slice) {
    return slice.length == Integer.BYTES ? ByteBuffer.wrap(slice).getInt() : 0;
  }
}
