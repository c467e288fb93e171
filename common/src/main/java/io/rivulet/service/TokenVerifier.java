package io.rivulet.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Verifies bearer tokens: JSON Web Tokens signed by a key of the issuer's key set, with ES256 if
/// that is a file, with what OpenID Connect issuers use if they serve it. The list of algorithms is
/// fixed and has none with a shared secret, so a token cannot choose a weaker one.
///
/// What was verified is remembered for five minutes or until it expires, at most 50,000 tokens
/// (some 25 MB): the signature costs some hundred microseconds, more than everything else a read
/// does.
public final class TokenVerifier {
  private static final Logger logger = LoggerFactory.getLogger(TokenVerifier.class);

  private static final AlgorithmConstraints ES256 =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  /// Of issuers elsewhere: RS256 is the one that all of them have.
  private static final AlgorithmConstraints OF_ISSUERS =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.EDDSA);

  /// Tokens of other makers may be larger; nothing we accept is.
  private static final int MAX_LENGTH = 4_096;

  /// Of tokens that are remembered, all together: some 50,000 of ours.
  private static final long MAX_REMEMBERED_BYTES = 25_000_000;

  private static final int OVERHEAD = 200;

  private static final String BEARER = "bearer ";

  /// The claim that names the application.
  static final String CLIENT = "client_id";

  private final TokenSettings settings;
  private final VerificationKeyResolver keys;
  private final Clock clock;
  private final @Nullable RevokedTokens revoked;
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder()
          .maximumWeight(MAX_REMEMBERED_BYTES)
          .weigher((String token, Verified _) -> token.length() + OVERHEAD)
          .expireAfterWrite(Duration.ofMinutes(5))
          .build();

  private record Verified(BearerToken token, Instant until) {}

  private TokenVerifier(TokenSettings settings, VerificationKeyResolver keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.revoked = settings.revoked().map(file -> new RevokedTokens(file, clock)).orElse(null);
  }

  /// Reads the key set, if it is a file. Throws `IllegalStateException` when it is missing, has no
  /// key or a private one: better no service than one that trusts nobody, or one that leaks. One
  /// that an issuer serves is fetched when the first token comes.
  public static TokenVerifier open(TokenSettings settings, Clock clock) {
    return open(settings, clock, TokenKeys.KEPT);
  }

  /// @param kept how long keys that an issuer serves count before they are fetched again
  static TokenVerifier open(TokenSettings settings, Clock clock, Duration kept) {
    return new TokenVerifier(settings, TokenKeys.open(settings.keys(), kept), clock);
  }

  /// Who asks, by the header `Authorization: Bearer …`; nobody if there is none. A token in the
  /// query string is not taken: it would stand in logs and in browsers' histories.
  ///
  /// An application without an account counts as nobody.
  ///
  /// @param scope that the token must have; empty if any will do
  /// @throws ApiException INVALID_TOKEN, or OUT_OF_SCOPE
  public Optional<Viewer> guestOrViewer(@Nullable String authorization, String scope) {
    return asking(authorization, scope).filter(Viewer::isAccount);
  }

  /// As [#guestOrViewer], where an account is needed.
  ///
  /// @throws ApiException INVALID_TOKEN, OUT_OF_SCOPE, or NO_USER
  public Viewer viewer(@Nullable String authorization, String scope) {
    Viewer viewer =
        asking(authorization, scope).orElseThrow(() -> ApiException.of(ApiError.INVALID_TOKEN));
    if (!viewer.isAccount()) {
      throw ApiException.of(ApiError.NO_USER);
    }
    return viewer;
  }

  private Optional<Viewer> asking(@Nullable String authorization, String scope) {
    if (authorization == null) {
      return Optional.empty();
    }
    Viewer viewer = bearer(authorization).viewer();
    if (!scope.isEmpty()) {
      viewer.require(scope);
    }
    return Optional.of(viewer);
  }

  /// The token of a header `Authorization: Bearer …`.
  ///
  /// @throws ApiException INVALID_TOKEN
  public BearerToken bearer(String authorization) {
    return verify(text(authorization));
  }

  /// What stands behind `Bearer` in such a header.
  ///
  /// @throws ApiException INVALID_TOKEN if it is another one
  public static String text(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
    return authorization.substring(BEARER.length()).strip();
  }

  /// Whether a token was verified not long ago, so that it costs nothing to look at.
  public boolean remembers(String token) {
    return verified.getIfPresent(token) != null;
  }

  /// What a token says. Throws `INVALID_TOKEN`, which does not say why: that helps only those who
  /// try.
  public BearerToken verify(String token) {
    Instant now = clock.instant();
    Verified known = verified.getIfPresent(token);
    if (known == null || !now.isBefore(known.until())) {
      known = verified(token, now);
      verified.put(token, known);
    }
    if (revoked != null && revoked.contains(known.token().id())) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
    return known.token();
  }

  /// Whether a token that was verified counts still: for connections that outlive a request.
  public boolean stands(BearerToken token) {
    return clock.instant().isBefore(token.expires().plus(settings.leeway()))
        && (revoked == null || !revoked.contains(token.id()));
  }

  /// Whether a token has nothing but the letters of base64url and dots. The library passes over
  /// others, so that one token could be spelt in any number of ways, each remembered by itself.
  private static boolean isSpelt(String token) {
    return token
        .chars()
        .allMatch(
            c ->
                (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '-'
                    || c == '_'
                    || c == '.');
  }

  private Verified verified(String token, Instant now) {
    if (token.length() > MAX_LENGTH || !isSpelt(token)) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
    try {
      JwtClaims claims = consumer(now).processToClaims(token);
      Instant expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
      Viewer viewer = new Viewer(account(claims), scopes(claims));
      String id = claims.getJwtId();
      Optional<String> client = Optional.ofNullable(claims.getStringClaimValue(CLIENT));
      return new Verified(
          new BearerToken(viewer, id == null ? "" : id, client, expires),
          expires.plus(settings.leeway()));
    } catch (InvalidJwtException e) {
      throw isIssuerAway(e)
          ? ApiException.of(ApiError.UNAVAILABLE)
          : ApiException.of(ApiError.INVALID_TOKEN);
    } catch (MalformedClaimException | NumberFormatException | DateTimeException e) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
  }

  /// Whether the keys could not be fetched: then nothing is known of the token.
  private static boolean isIssuerAway(InvalidJwtException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        logger.warn("token keys cannot be fetched: {}", cause.toString());
        return true;
      }
    }
    return false;
  }

  private JwtConsumer consumer(Instant now) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(settings.keys() instanceof KeySource.File ? ES256 : OF_ISSUERS)
        .setVerificationKeyResolver(keys)
        .setExpectedIssuer(settings.issuer())
        .setExpectedAudience(settings.audience())
        .setRequireExpirationTime()
        .setRequireSubject()
        .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
        .setAllowedClockSkewInSeconds((int) settings.leeway().toSeconds())
        .build();
  }

  private long account(JwtClaims claims) throws MalformedClaimException {
    Object claim = claims.getClaimValue(settings.accountClaim());
    long account = Long.parseLong(String.valueOf(claim));
    if (account < 0) {
      throw new MalformedClaimException(settings.accountClaim() + " must be an account id");
    }
    return account;
  }

  /// Without a scope a token may read, as the convention has it.
  private static Set<String> scopes(JwtClaims claims) throws MalformedClaimException {
    String scope = claims.getStringClaimValue("scope");
    return scope == null || scope.isBlank()
        ? Set.of("read")
        : Set.copyOf(List.of(scope.strip().split(" +")));
  }
}
