package io.rivulet.reader.hydrate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.cold.ColdPosts;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Due;
import io.rivulet.reader.fetch.Held;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.fetch.IdMap;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.ReaderMeters;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Values;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads accounts with their counts. Those that pages need all the time are held and renewed as
/// bodies are, see [Posts].
public final class Profiles {
  /// Where relations have the number of accounts followed, see [io.rivulet.relations.Relations].
  private static final int FOLLOWING_FIRST = 16;

  private static final int FOLLOWING_LAST = 19;
  private static final int VALUES_EACH = 3;

  /// How long it counts that there is no such account, unless it is met before. Longer than a
  /// request waits: a list may have many.
  private static final Duration NOBODY_FOR = Duration.ofSeconds(10);

  /// How long after it was logged it is not logged again.
  private static final Duration TOLD_FOR = Duration.ofMinutes(10);

  private static final int MOST_NOBODIES = 10_000;

  private static final Logger logger = LoggerFactory.getLogger(Profiles.class);

  private final Values values;
  private final ColdPosts cold;
  private final Bodies bodies;
  private final ReaderMeters meters;
  private final Held<Profile> held;
  private final Due due = new Due();

  /// When it was found out of accounts that there are none, by [System#nanoTime].
  private final Cache<Long, Long> nobodies =
      Caffeine.newBuilder().maximumSize(MOST_NOBODIES).expireAfterWrite(TOLD_FOR).build();

  /// Holds as settings say.
  ///
  /// @param nanoTime as [System#nanoTime]
  public Profiles(Access access, HoldSettings settings, LongSupplier nanoTime) {
    this.values = access.values();
    this.cold = access.cold();
    this.bodies = new Bodies(access.meters());
    this.meters = access.meters();
    this.held = new Held<>(settings, Profiles::bytes, Profiles::same, nanoTime);
  }

  private static int bytes(Profile profile) {
    return profile.body().bytes().length + profile.json().length;
  }

  private static boolean same(Profile a, Profile b) {
    return Arrays.equals(a.body().bytes(), b.body().bytes()) && Arrays.equals(a.json(), b.json());
  }

  /// The accounts that there are, in the order of `ids`; others are left out.
  ///
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether there is one
  public Map<Long, Profile> find(Collection<Long> ids) {
    Map<Long, Profile> found = await(asked(List.copyOf(ids)));
    List<Long> absent = ids.stream().filter(id -> id != 0 && !found.containsKey(id)).toList();
    if (absent.isEmpty()) {
      return found;
    }
    requireFilled(absent);
    // They may have been written again meanwhile.
    Map<Long, Profile> again = await(asked(List.copyOf(ids)));
    requireFilled(absent.stream().filter(id -> !again.containsKey(id)).toList());
    return again;
  }

  private void requireFilled(List<Long> absent) {
    absent.stream().map(Shards::of).distinct().forEach(cold::requireFilled);
  }

  /// An account, if it is known.
  public Optional<Profile> find(long id) {
    return Optional.ofNullable(find(List.of(id)).get(id));
  }

  /// A viewer's own account. A valid token is proof that it was created once, so one that is not
  /// there is not known yet: a client that is told 401 or 404 forgets its login.
  ///
  /// @throws NotYetException if it is not there
  public Profile own(long viewer) {
    return find(viewer).orElseThrow(() -> new NotYetException(Stored.ACCOUNT));
  }

  /// Puts the accounts that are known to those that are found already: as old as the staleness
  /// bound allows, the viewer's own of now.
  ///
  /// @param ids none of which is found already
  Arriving ask(List<Long> ids, long viewer, IdMap<Profile> found) {
    long now = held.now();
    List<Long> missing = new ArrayList<>(0);
    for (long id : ids) {
      Profile profile = id == viewer ? null : held.find(id, now, due);
      if (profile == null) {
        missing.add(id);
      } else {
        found.put(id, profile);
      }
    }
    meters.bodies(Stored.ACCOUNT, ids.size() - missing.size(), missing.size());
    due.renew(now, old -> renew(old, now));
    if (missing.isEmpty()) {
      return Arriving.NOTHING;
    }
    Asked read = asked(missing);
    return () -> hold(await(read), now).forEach(found::put);
  }

  /// Whether it was found out a moment ago that there is no such account, see [#seek].
  boolean isNobody(long account) {
    if (nobodies.asMap().isEmpty()) {
      return false;
    }
    Long foundOut = nobodies.getIfPresent(account);
    return foundOut != null && System.nanoTime() - foundOut < NOBODY_FOR.toNanos();
  }

  /// Looks for accounts that posts name and that were not there when they were asked for. A record
  /// of a post can name an account that never was; what such a one wrote is shown to nobody, or one
  /// record would have every list fail that it is on.
  ///
  /// @throws NotYetException if there is one that does not exist, which [#isNobody] tells from then
  ///   on: whoever wanted it begins anew
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if nobody knows whether there is one, or
  ///   its body is corrupt
  Map<Long, Profile> seek(List<Long> accounts) {
    requireFilled(accounts);
    Asked asked = asked(accounts);
    List<byte @Nullable []> bytes = values.await(asked.parts().values());
    Map<Long, Profile> found = decode(accounts, bytes, values.await(asked.parts().slices()));
    List<Long> gone = new ArrayList<>(0);
    for (int i = 0; i < accounts.size(); i++) {
      boolean absent = bytes.get(i * VALUES_EACH) == null && bytes.get(i * VALUES_EACH + 1) == null;
      if (absent && cold.knowsAbsent()) {
        gone.add(accounts.get(i));
      } else {
        var _ = bodies.require(Stored.ACCOUNT, accounts.get(i), found.get(accounts.get(i)));
      }
    }
    requireFilled(gone);
    gone.forEach(this::nobody);
    if (!gone.isEmpty()) {
      throw new NotYetException(Stored.ACCOUNT);
    }
    return found;
  }

  private void nobody(long account) {
    meters.missing(Stored.ACCOUNT);
    if (nobodies.getIfPresent(account) == null) {
      logger.warn("there are posts by account {}, which does not exist: left out", account);
    }
    nobodies.put(account, System.nanoTime());
  }

  private CompletionStage<?> renew(List<Long> ids, long now) {
    meters.renewed(Stored.ACCOUNT, ids.size());
    Values.Parts parts = asked(ids).parts();
    return parts
        .values()
        .thenAcceptBoth(
            parts.slices(), (values, following) -> hold(decode(ids, values, following), now));
  }

  private Map<Long, Profile> hold(Map<Long, Profile> profiles, long askedAt) {
    profiles.forEach((id, profile) -> held.hold(id, profile, askedAt));
    if (!nobodies.asMap().isEmpty()) {
      nobodies.invalidateAll(profiles.keySet());
    }
    return profiles;
  }

  /// Accounts that were asked for, and the answer to that.
  private record Asked(List<Long> ids, Values.Parts parts) {}

  private Asked asked(List<Long> ids) {
    List<byte[]> keys = new ArrayList<>(ids.size() * VALUES_EACH);
    List<byte[]> relations = new ArrayList<>(ids.size());
    for (long id : ids) {
      keys.add(Keyspace.account(id));
      keys.add(Keyspace.overlayAccount(id));
      keys.add(Keyspace.counts(id));
      relations.add(Keyspace.relations(id));
    }
    return new Asked(ids, values.get(keys, relations, FOLLOWING_FIRST, FOLLOWING_LAST));
  }

  private Map<Long, Profile> await(Asked asked) {
    return decode(
        asked.ids(), values.await(asked.parts().values()), values.await(asked.parts().slices()));
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
