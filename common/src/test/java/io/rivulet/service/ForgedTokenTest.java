package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.ECParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each way known to us of getting a token believed that should not be.
class ForgedTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final EllipticCurveJsonWebKey KEY = key(EllipticCurves.P256, "one");
  private static final EllipticCurveJsonWebKey LONGER = key(EllipticCurves.P384, "longer");
  private static final String KEY_SET =
      new JsonWebKeySet(KEY, LONGER).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);

  private final TokenVerifier verifier = verifier();

  private static EllipticCurveJsonWebKey key(ECParameterSpec curve, String id) {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(curve);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TokenVerifier verifier() {
    try {
      Path file = Files.writeString(Files.createTempFile("forged", ".json"), KEY_SET);
      var settings = new TokenSettings(file, "rivulet", "rivulet", Duration.ofSeconds(5));
      TokenVerifier opened = TokenVerifier.open(settings, Clock.fixed(NOW, ZoneOffset.UTC));
      Files.delete(file);
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JwtClaims claims(Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("rivulet");
    claims.setAudience("rivulet");
    claims.setSubject("123");
    claims.setStringClaim("scope", "read");
    claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 60));
    change.accept(claims);
    return claims;
  }

  private static String signed(Consumer<JwtClaims> claims, Consumer<JsonWebSignature> header) {
    return signed(claims(claims).toJson(), header);
  }

  private static String signed(String payload, Consumer<JsonWebSignature> header) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(payload);
    signature.setKey(KEY.getPrivateKey());
    signature.setKeyIdHeaderValue(KEY.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    header.accept(signature);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arguments claim(String what, Consumer<JwtClaims> change) {
    return arguments(what, signed(change, _ -> {}));
  }

  private static Arguments header(String what, Consumer<JsonWebSignature> change) {
    return arguments(what, signed(_ -> {}, change));
  }

  private static Arguments shared(String what, String algorithm, byte[] secret) {
    return header(
        what,
        signature -> {
          signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
          signature.setDoKeyValidation(false);
          signature.setKey(new HmacKey(secret));
          signature.setAlgorithmHeaderValue(algorithm);
        });
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The payload of a good token below another header, unsigned or with the signature of the first.
  private static String below(String header, boolean signature) {
    String[] parts = signed(_ -> {}, _ -> {}).split("\\.", -1);
    return encoded(header) + "." + parts[1] + "." + (signature ? parts[2] : "");
  }

  static Stream<Arguments> forged() {
    return Stream.of(algorithms(), keys(), headers(), times(), parties(), shapes())
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> algorithms() {
    byte[] publicKey = KEY.getPublicKey().getEncoded();
    byte[] keySet = KEY_SET.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        arguments("no algorithm", below("{\"alg\":\"none\"}", false)),
        arguments("no algorithm, otherwise spelt", below("{\"alg\":\"nOnE\"}", false)),
        arguments("no algorithm, with a signature", below("{\"alg\":\"none\"}", true)),
        arguments("no algorithm is said", below("{\"kid\":\"one\"}", true)),
        arguments("an empty algorithm", below("{\"alg\":\"\",\"kid\":\"one\"}", true)),
        arguments("an algorithm that is no text", below("{\"alg\":5,\"kid\":\"one\"}", true)),
        shared("the public key as a shared secret", AlgorithmIdentifiers.HMAC_SHA256, publicKey),
        shared("the same with SHA-512", AlgorithmIdentifiers.HMAC_SHA512, publicKey),
        shared("the key set as a shared secret", AlgorithmIdentifiers.HMAC_SHA256, keySet),
        header(
            "a key of the set by an algorithm that is not on the list",
            signature -> {
              signature.setKey(LONGER.getPrivateKey());
              signature.setKeyIdHeaderValue(LONGER.getKeyId());
              signature.setAlgorithmHeaderValue(
                  AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);
            }));
  }

  private static Stream<Arguments> keys() {
    EllipticCurveJsonWebKey other = key(EllipticCurves.P256, "one");
    String[] parts = signed(_ -> {}, _ -> {}).split("\\.", -1);
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    return Stream.of(
        header("another key of the same name", key -> key.setKey(other.getPrivateKey())),
        header("a key that is not there", key -> key.setKeyIdHeaderValue("two")),
        header(
            "a key that the token brings along",
            key -> {
              key.setKey(other.getPrivateKey());
              key.setJwkHeader(other);
            }),
        header(
            "a key that lies where the token says",
            key -> {
              key.setKey(other.getPrivateKey());
              key.setHeader("jku", "http://127.0.0.1:9/keys.json");
              key.setHeader("x5u", "http://127.0.0.1:9/keys.pem");
            }),
        header("the name of a file as the key", key -> key.setKeyIdHeaderValue("/dev/null")),
        arguments("a signature of zeros", parts[0] + "." + parts[1] + "." + zeros),
        arguments("no signature", parts[0] + "." + parts[1] + "."),
        arguments("half a signature", parts[0] + "." + parts[1] + "." + parts[2].substring(43)),
        arguments(
            "another account below the same signature",
            parts[0] + "." + encoded(claims(c -> c.setSubject("1")).toJson()) + "." + parts[2]));
  }

  private static Stream<Arguments> headers() {
    return Stream.of(
        header(
            "an extension that must be understood",
            signature -> {
              signature.setHeader("crit", List.of("exp"));
              signature.setHeader("exp", 1);
            }),
        arguments(
            "a payload that is not encoded", below("{\"alg\":\"ES256\",\"b64\":false}", true)),
        arguments("a header that is no JSON", below("nothing", true)),
        arguments("a header that is a list", below("[]", true)),
        arguments("a member twice", below("{\"alg\":\"none\",\"alg\":\"ES256\"}", true)));
  }

  private static Stream<Arguments> times() {
    return Stream.of(
        claim("expired", c -> c.setExpirationTime(at(-6))),
        claim("it never expires", c -> c.unsetClaim("exp")),
        claim("it expires at a text", c -> c.setClaim("exp", "tomorrow")),
        claim("it expires beyond all years", c -> c.setClaim("exp", Long.MAX_VALUE)),
        claim("it begins later", c -> c.setNotBefore(at(6))),
        claim("it begins at a text", c -> c.setClaim("nbf", "now")));
  }

  private static NumericDate at(long seconds) {
    return NumericDate.fromSeconds(NOW.getEpochSecond() + seconds);
  }

  private static Stream<Arguments> parties() {
    return Stream.of(
        claim("another issuer", c -> c.setIssuer("rivulet.example")),
        claim("no issuer", c -> c.unsetClaim("iss")),
        claim("an issuer in other letters", c -> c.setIssuer("Rivulet")),
        claim("for somebody else", c -> c.setAudience("another")),
        claim("for nobody", c -> c.unsetClaim("aud")),
        claim("no account", c -> c.unsetClaim("sub")),
        claim("an account that is no number", c -> c.setSubject("ann")),
        claim("an account below zero", c -> c.setSubject("-5")),
        claim("an account beyond all numbers", c -> c.setSubject("9223372036854775808")),
        claim("scopes that are no text", c -> c.setClaim("scope", 5)));
  }

  private static Stream<Arguments> shapes() {
    String good = signed(_ -> {}, _ -> {});
    return Stream.of(
        arguments("nothing", ""),
        arguments("dots", ".."),
        arguments("encrypted, in five parts", good + ".a.b"),
        arguments("two parts", good.substring(0, good.lastIndexOf('.'))),
        arguments("a blank within", good.replaceFirst("\\.", " .")),
        arguments("padded", good + "="),
        arguments("another alphabet", good.replace('-', '+').replace('_', '/') + "+"),
        arguments("a payload that is no JSON", signed("nothing", _ -> {})),
        arguments("a payload that is a list", signed("[1]", _ -> {})),
        arguments(
            "an account twice",
            signed(claims(_ -> {}).toJson().replace("\"123\"", "\"123\",\"sub\":\"1\""), _ -> {})),
        claim("larger than any", c -> c.setStringClaim("more", "x".repeat(4_096))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void forged(String what, String token) {
    assertThatThrownBy(() -> verifier.verify(token))
        .as(what)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_TOKEN));
  }

  /// What all rows differ from in one thing.
  @Test
  void aTokenThatIsNotForgedIsBelieved() {
    Viewer viewer = new Viewer(123, Set.of("read"));
    assertThat(verifier.verify(signed(_ -> {}, _ -> {})).viewer()).isEqualTo(viewer);
    assertThat(verifier.verify(signed(c -> c.setExpirationTime(at(-4)), _ -> {})).viewer())
        .as("within the leeway")
        .isEqualTo(viewer);
    assertThat(verifier.verify(signed(c -> c.setNotBefore(at(4)), _ -> {})).viewer())
        .as("within the leeway")
        .isEqualTo(viewer);
  }

  @Test
  void leewayIsBounded() {
    for (Duration wrong : new Duration[] {Duration.ofSeconds(61), Duration.ofSeconds(-1)}) {
      assertThatThrownBy(() -> new TokenSettings(Path.of("keys.json"), "a", "b", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tokens.leeway");
    }
  }
}
