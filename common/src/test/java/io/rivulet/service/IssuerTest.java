package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens of an issuer elsewhere, as OpenID Connect has it: keys that it serves, subjects of its
/// own, and the account in a claim.
class IssuerTest {
  private static final String ISSUER = "https://id.example";

  private final RsaJsonWebKey key = key("first");
  private HttpServer server;
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile String served = "";
  private TokenVerifier verifier;

  private static RsaJsonWebKey key(String id) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2_048);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          fetched.incrementAndGet();
          byte[] answer = served.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    serve(key);
    verifier = TokenVerifier.open(settings(), Clock.systemUTC());
  }

  private TokenSettings settings() {
    return settings(KeySource.of("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"));
  }

  private static TokenSettings settings(KeySource keys) {
    return TokenSettings.of(keys, ISSUER, "rivulet", null, null, "rivulet_account");
  }

  private void serve(RsaJsonWebKey... keys) {
    served = new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience("rivulet", "another");
    claims.setSubject("auth0|5f7c8ec7c33c6c004bbafe82");
    claims.setStringClaim("rivulet_account", "912345");
    claims.setStringClaim("scope", "openid read");
    claims.setExpirationTimeMinutesInTheFuture(5);
    return claims;
  }

  private static String signed(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return signature.getCompactSerialization();
  }

  private void assertRefused(String token, ApiError error) {
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void itsTokensNameAnAccountInTheClaimThatIsSet() throws Exception {
    assertThat(verifier.verify(signed(claims(), key)).viewer())
        .isEqualTo(new Viewer(912_345, Set.of("openid", "read")));
    JwtClaims nobody = claims();
    nobody.unsetClaim("rivulet_account");
    assertRefused(signed(nobody, key), ApiError.INVALID_TOKEN);
    JwtClaims elsewhere = claims();
    elsewhere.setIssuer("https://other.example");
    assertRefused(signed(elsewhere, key), ApiError.INVALID_TOKEN);
  }

  @Test
  void aKeyThatItDoesNotServeIsNone() throws Exception {
    assertRefused(signed(claims(), key("first")), ApiError.INVALID_TOKEN);
    assertRefused(signed(claims(), key("second")), ApiError.INVALID_TOKEN);
  }

  @Test
  void aNewKeyIsFoundSoon() throws Exception {
    assertThat(verifier.verify(signed(claims(), key)).viewer().account()).isEqualTo(912_345);
    RsaJsonWebKey next = key("second");
    serve(key, next);
    String token = signed(claims(), next);
    await().until(() -> isAccepted(token));
  }

  private boolean isAccepted(String token) {
    try {
      return verifier.verify(token).viewer().account() == 912_345;
    } catch (ApiException _) {
      return false;
    }
  }

  /// Of those who name keys that are not there, only the first has the keys fetched again.
  @Test
  void unknownKeysDoNotMakeUsFetchWithoutEnd() throws Exception {
    assertThat(verifier.verify(signed(claims(), key)).viewer().account()).isEqualTo(912_345);
    int before = fetched.get();
    RsaJsonWebKey unknown = key("unknown");
    long began = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      assertRefused(signed(claims(), unknown), ApiError.INVALID_TOKEN);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    assertThat(fetched.get() - before).isLessThanOrEqualTo((int) seconds / 2 + 1);
  }

  /// The new key is served beside the old one before it is used: then nobody is refused, whatever
  /// comes meanwhile.
  ///
  /// By platform threads: these never wait for anything, and virtual ones would leave no processor
  /// to the one of them that fetches the keys.
  @Test
  void aRotationUnderLoadRefusesNobody() throws Exception {
    RsaJsonWebKey next = key("second");
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger verified = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> load =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            while (!ended.get()) {
                              verifier.verify(signed(claims(), key));
                              verified.incrementAndGet();
                            }
                            return true;
                          }))
              .toList();
      try {
        await().until(() -> verified.get() > 20);
        serve(key, next);
        await().until(() -> isAccepted(signed(claims(), next)));
        int before = verified.get();
        await().until(() -> verified.get() > before + 20);
      } finally {
        ended.set(true);
      }
      for (Future<?> thread : load) {
        thread.get();
      }
    }
    assertThat(verifier.verify(signed(claims(), next)).viewer().account()).isEqualTo(912_345);
  }

  @Test
  void aWithdrawnKeyCountsNoLongerThanTheSetIsKept() throws Exception {
    TokenVerifier forgetful =
        TokenVerifier.open(settings(), Clock.systemUTC(), Duration.ofSeconds(1));
    assertThat(forgetful.verify(signed(claims(), key)).viewer().account()).isEqualTo(912_345);
    serve(key("second"));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> forgetful.verify(signed(claims(), key)))
                    .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_TOKEN)));
  }

  /// Who asks while nothing is answered waits for the one fetch that is under way, and no more.
  @Test
  void anIssuerThatSaysNothingHoldsEverybodyUpOnce() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      KeySource source = KeySource.of("http://127.0.0.1:" + silent.getLocalPort() + "/jwks");
      TokenVerifier waiting = TokenVerifier.open(settings(source), Clock.systemUTC());
      String token = signed(claims(), key);
      long began = System.nanoTime();
      List<Future<ApiError>> refused =
          IntStream.range(0, 50)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            try {
                              waiting.verify(token);
                              throw new AssertionError("verified");
                            } catch (ApiException e) {
                              return e.error();
                            }
                          }))
              .toList();
      for (Future<ApiError> one : refused) {
        assertThat(one.get()).isEqualTo(ApiError.UNAVAILABLE);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
    }
  }

  @Test
  void aKeySetElsewhereThanOnThePublicInternetIsNotFetched() throws Exception {
    String address = "https://localhost.:" + server.getAddress().getPort() + "/jwks";
    TokenVerifier led = TokenVerifier.open(settings(KeySource.of(address)), Clock.systemUTC());
    assertThatThrownBy(() -> led.verify(signed(claims(), key)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.UNAVAILABLE));
    assertThat(fetched).hasValue(0);
  }

  @Test
  void networksOfOnesOwnAreReadFromTheConfiguration() throws Exception {
    JsonMapper json = new JsonMapper();
    KeySource read =
        json.readValue(
            "{\"url\":\"https://id.internal/jwks\",\"innerNetworks\":[\"10.0.0.0/8\"]}",
            KeySource.class);
    assertThat(read)
        .isEqualTo(
            new KeySource.Url(
                URI.create("https://id.internal/jwks"), List.of(Network.of("10.0.0.0/8"))));
    assertThat(json.readValue("\"https://id.example/jwks\"", KeySource.class))
        .isEqualTo(KeySource.of("https://id.example/jwks"));
    assertThat(json.readValue("\"keys.json\"", KeySource.class))
        .isEqualTo(KeySource.of("keys.json"));
  }

  /// The oldest trick: the public key, which everybody has, as a shared secret.
  @Test
  void aPublicKeyIsNoSharedSecret() throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims().toJson());
    signature.setKey(new HmacKey(key.getRsaPublicKey().getEncoded()));
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    assertRefused(signature.getCompactSerialization(), ApiError.INVALID_TOKEN);
  }

  @Test
  void anIssuerThatIsAwayMakesNoTokenInvalid() throws Exception {
    server.stop(0);
    assertRefused(signed(claims(), key), ApiError.UNAVAILABLE);
  }

  @Test
  void plainHttpIsForThisMachineAlone() {
    assertThatThrownBy(() -> KeySource.of("http://192.0.2.1/jwks"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
    assertThat(KeySource.of("https://id.example/jwks")).isInstanceOf(KeySource.Url.class);
    assertThat(KeySource.of("keys.json")).isInstanceOf(KeySource.File.class);
  }
}
