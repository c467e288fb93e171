package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How bearer tokens are verified.
///
/// @param keys the public keys of the issuer
/// @param issuer who must have issued a token; default `rivulet`
/// @param audience whom a token must be for; default `rivulet`
/// @param leeway how far the issuer's clock may differ, 0 to 60 s; default 5 s
/// @param revoked file of the tokens that were taken back, see [RevokedTokens]; absent if none are
/// @param accountClaim claim that has the account's id, in decimal; default `sub`. Issuers with
///   subjects of their own put it into another one
public record TokenSettings(
    KeySource keys,
    String issuer,
    String audience,
    Duration leeway,
    Optional<Path> revoked,
    String accountClaim) {
  private static final Duration MAX_LEEWAY = Duration.ofSeconds(60);
  private static final String SUBJECT = "sub";

  public TokenSettings {
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("tokens.leeway must be 0 to 60 s, but is " + leeway);
    }
  }

  /// Keys in a file; nothing is taken back.
  public TokenSettings(Path keys, String issuer, String audience, Duration leeway) {
    this(keys, issuer, audience, leeway, Optional.empty());
  }

  /// Keys in a file.
  public TokenSettings(
      Path keys, String issuer, String audience, Duration leeway, Optional<Path> revoked) {
    this(new KeySource.File(keys), issuer, audience, leeway, revoked, SUBJECT);
  }

  @JsonCreator
  static TokenSettings of(
      @JsonProperty(value = "keys", required = true) KeySource keys,
      @JsonProperty("issuer") @Nullable String issuer,
      @JsonProperty("audience") @Nullable String audience,
      @JsonProperty("leeway") @Nullable Duration leeway,
      @JsonProperty("revoked") @Nullable Path revoked,
      @JsonProperty("accountClaim") @Nullable String accountClaim) {
    return new TokenSettings(
        keys,
        issuer == null ? "rivulet" : issuer,
        audience == null ? "rivulet" : audience,
        leeway == null ? Duration.ofSeconds(5) : leeway,
        Optional.ofNullable(revoked),
        accountClaim == null ? SUBJECT : accountClaim);
  }

  /// The file of the keys, for whoever writes it.
  ///
  /// @throws IllegalStateException if they are an issuer's elsewhere
  Path keyFile() {
    return switch (keys) {
      case KeySource.File(Path path) -> path;
      case KeySource.Url url -> throw new IllegalStateException(url + " is no file");
    };
  }
}
