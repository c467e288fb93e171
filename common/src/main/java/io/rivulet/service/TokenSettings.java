package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How bearer tokens are verified.
///
/// @param keys file of the public keys, a JSON Web Key Set
/// @param issuer who must have issued a token; default `rivulet`
/// @param audience whom a token must be for; default `rivulet`
/// @param leeway how far the issuer's clock may differ, 0 to 60 s; default 5 s
/// @param revoked file of the tokens that were taken back, see [RevokedTokens]; absent if none are
public record TokenSettings(
    Path keys, String issuer, String audience, Duration leeway, Optional<Path> revoked) {
  private static final Duration MAX_LEEWAY = Duration.ofSeconds(60);

  public TokenSettings {
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("tokens.leeway must be 0 to 60 s, but is " + leeway);
    }
  }

  /// Nothing is taken back.
  public TokenSettings(Path keys, String issuer, String audience, Duration leeway) {
    this(keys, issuer, audience, leeway, Optional.empty());
  }

  @JsonCreator
  static TokenSettings of(
      @JsonProperty(value = "keys", required = true) Path keys,
      @JsonProperty("issuer") @Nullable String issuer,
      @JsonProperty("audience") @Nullable String audience,
      @JsonProperty("leeway") @Nullable Duration leeway,
      @JsonProperty("revoked") @Nullable Path revoked) {
    return new TokenSettings(
        keys,
        issuer == null ? "rivulet" : issuer,
        audience == null ? "rivulet" : audience,
        leeway == null ? Duration.ofSeconds(5) : leeway,
        Optional.ofNullable(revoked));
  }
}
