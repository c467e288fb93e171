package io.rivulet.ingest.known;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.cold.Absent;
import io.rivulet.cold.ColdPosts;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;
import java.util.Optional;

/// Accounts and what is counted of them.
public final class KnownAccounts {
  private static final int REMEMBERED = 100_000;

  private final Redis redis;
  private final OverlayReader overlay;
  private final ColdPosts cold;
  private final Cache<Long, Boolean> present =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /// @param cold tells whether accounts that Redis does not have exist
  public KnownAccounts(Redis redis, OverlayReader overlay, ColdPosts cold) {
    this.redis = redis;
    this.overlay = overlay;
    this.cold = cold;
  }

  /// An account.
  ///
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether it exists
  public Optional<AccountBody> find(long id) {
    return Absent.unlessLost(
        () -> stored(id), Optional::isEmpty, () -> cold.requireFilled(Shards.of(id)));
  }

  private Optional<AccountBody> stored(long id) {
    var stored = redis.commands().get(Keyspace.account(id));
    var recent = redis.await(overlay.account(id));
    byte[] value = redis.await(stored);
    if (value == null) {
      return recent;
    }
    AccountBody body = AccountBody.decode(value);
    return Optional.of(recent.map(other -> AccountBody.newer(other, body)).orElse(body));
  }

  /// Whether there is such an account. Accounts are never deleted, so a yes is remembered.
  public boolean isKnown(long id) {
    if (present.getIfPresent(id) != null) {
      return true;
    }
    boolean known = find(id).isPresent();
    if (known) {
      present.put(id, true);
    }
    return known;
  }

  public Counts counts(long id) {
    return Counts.decode(redis.await(redis.commands().get(Keyspace.counts(id))));
  }
}
