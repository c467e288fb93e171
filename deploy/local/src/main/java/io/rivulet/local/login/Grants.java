package io.rivulet.local.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rivulet.service.BearerToken;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Codes that stand for grants: each good for one token, and for a short time.
final class Grants {
  /// Applications fetch the token at once.
  static final Duration LIFE = Duration.ofMinutes(1);

  /// A person has to carry the code over. The longest life that RFC 6749 (4.1.2) recommends.
  static final Duration LIFE_OUT_OF_BAND = Duration.ofMinutes(10);

  private static final int MOST = 10_000;

  private final Clock clock;
  private final Cache<String, Grant> open = cache();
  private final Cache<String, BearerToken> fetched = cache();

  Grants(Clock clock) {
    this.clock = clock;
  }

  private static <V> Cache<String, V> cache() {
    return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFE_OUT_OF_BAND).build();
  }

  /// A code for a grant.
  String open(Grant grant) {
    String code = Secrets.make();
    open.put(code, grant);
    return code;
  }

  /// The grant of a code, which is of no use any more.
  Optional<Grant> take(String code) {
    Grant grant = open.asMap().remove(code);
    return Optional.ofNullable(grant).filter(found -> clock.instant().isBefore(found.expires()));
  }

  /// Remembers what a code was good for.
  void fetched(String code, BearerToken token) {
    fetched.put(code, token);
  }

  /// The token that a code was good for before: somebody else has the code too.
  Optional<BearerToken> fetchedBefore(String code) {
    return Optional.ofNullable(fetched.asMap().remove(code));
  }
}
