package io.rivulet.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Signs bearer tokens. Only a local run has one: a service of a real installation holds public
/// keys alone.
public final class TokenSigner {
  private static final Set<StandardOpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final PublicJsonWebKey key;
  private final TokenSettings settings;
  private final Clock clock;

  private TokenSigner(PublicJsonWebKey key, TokenSettings settings, Clock clock) {
    this.key = key;
    this.settings = settings;
    this.clock = clock;
  }

  /// Reads the private key in `secret`, or makes one that its owner alone may read, and writes its
  /// public half as the key set that `settings` names.
  public static TokenSigner open(Path secret, TokenSettings settings, Clock clock) {
    try {
      PublicJsonWebKey key = Files.exists(secret) ? read(secret) : create(secret);
      String publicKeys = new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
      Files.createDirectories(settings.keyFile().toAbsolutePath().getParent());
      Files.writeString(settings.keyFile(), publicKeys);
      return new TokenSigner(key, settings, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("token key cannot be kept in " + secret, e);
    } catch (JoseException e) {
      throw new IllegalStateException("token key cannot be used: " + secret, e);
    }
  }

  private static PublicJsonWebKey read(Path secret) throws IOException, JoseException {
    return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(secret));
  }

  private static PublicJsonWebKey create(Path secret) throws IOException, JoseException {
    EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    key.setUse("sig");
    key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
    Files.createDirectories(secret.toAbsolutePath().getParent());
    // Created with its permissions: set afterwards there would be a moment when all can read it.
    try (var file =
        Files.newByteChannel(
            secret,
            NEW_FILE,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      String json = key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
      file.write(java.nio.ByteBuffer.wrap(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    return key;
  }

  /// A token for an account. Its characters are those of base64url and dots.
  public String sign(long account, Set<String> scopes, Duration validFor) {
    return sign(account, scopes, validFor, null);
  }

  /// A token that an application asked for.
  ///
  /// @param account [Viewer#NOBODY] for the application itself
  /// @param client id of the application, as the claim `client_id` (RFC 9068)
  public String sign(long account, Set<String> scopes, Duration validFor, @Nullable String client) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(settings.issuer());
    claims.setAudience(settings.audience());
    claims.setSubject(Long.toString(account));
    claims.setStringClaim("scope", String.join(" ", scopes));
    if (client != null) {
      claims.setStringClaim(TokenVerifier.CLIENT, client);
    }
    claims.setGeneratedJwtId();
    claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
    claims.setExpirationTime(
        NumericDate.fromMilliseconds(clock.instant().plus(validFor).toEpochMilli()));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("token cannot be signed", e);
    }
  }
}
