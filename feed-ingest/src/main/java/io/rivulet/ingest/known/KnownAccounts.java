package io.rivulet.ingest.known;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.redis.Redis;
import java.util.Optional;

/// Accounts and what is counted of them.
public final class KnownAccounts {
  private static final int REMEMBERED = 100_000;

  private final Redis redis;
  private final OverlayReader overlay;
  private final Cache<Long, Boolean> present =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  public KnownAccounts(Redis redis, OverlayReader overlay) {
    this.redis = redis;
    this.overlay = overlay;
  }

  public Optional<AccountBody> find(long id) {
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
