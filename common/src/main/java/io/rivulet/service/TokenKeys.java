package io.rivulet.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/// The keys by which tokens are verified, out of a [KeySource].
final class TokenKeys {
  private static final Duration FETCH_PATIENCE = Duration.ofSeconds(4);
  private static final int MAX_KEY_SET_BYTES = 1 << 20;

  /// Anybody may send tokens that name keys which are not there: the set is fetched for them once
  /// in this time.
  private static final Duration REPRIEVE = Duration.ofSeconds(2);

  /// For so long at most counts a key that its issuer has withdrawn, whatever he says of how long
  /// his answers are good: some say a day; twice that, if he was away in between, and an hour more
  /// while he is ([ServedKeys]).
  static final Duration KEPT = Duration.ofMinutes(5);

  private TokenKeys() {}

  /// Reads the keys, if they are a file. Throws `IllegalStateException` when it is missing, has no
  /// key or a private one. Those that an issuer serves are fetched when they are first needed.
  static VerificationKeyResolver open(KeySource source, Duration kept) {
    return switch (source) {
      case KeySource.File(Path path) -> new JwksVerificationKeyResolver(publicKeys(path));
      case KeySource.Url url -> new HttpsJwksVerificationKeyResolver(served(url, kept));
    };
  }

  private static HttpsJwks served(KeySource.Url source, Duration kept) {
    OutsideFetch fetch = new OutsideFetch(source.addresses(), FETCH_PATIENCE, MAX_KEY_SET_BYTES);
    HttpsJwks keys = new HttpsJwks(source.url().toString());
    keys.setSimpleHttpGet(new ServedKeys(fetch::text, System::nanoTime));
    keys.setDefaultCacheDuration(kept.toSeconds());
    keys.setRefreshReprieveThreshold(REPRIEVE.toMillis());
    return keys;
  }

  private static List<JsonWebKey> publicKeys(Path file) {
    try {
      List<JsonWebKey> keys = new JsonWebKeySet(Files.readString(file)).getJsonWebKeys();
      if (keys.isEmpty()) {
        throw new IllegalStateException("no token key in " + file);
      }
      if (keys.stream().anyMatch(TokenKeys::isSecret)) {
        throw new IllegalStateException("a private token key in " + file);
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException("token keys cannot be read: " + file, e);
    } catch (JoseException e) {
      throw new IllegalStateException("token keys cannot be parsed: " + file, e);
    }
  }

  private static boolean isSecret(JsonWebKey key) {
    return key instanceof OctetSequenceJsonWebKey
        || (key instanceof PublicJsonWebKey pair && pair.getPrivateKey() != null);
  }
}
