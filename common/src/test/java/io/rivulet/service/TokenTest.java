package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private TokenSettings settings;
  private TokenSigner signer;

  @BeforeEach
  void open() {
    settings = of(folder.resolve("public/keys.json"), null, null);
    signer = TokenSigner.open(folder.resolve("private/key.json"), settings, at(NOW));
  }

  private static TokenSettings of(Path keys, @Nullable String issuer, @Nullable String audience) {
    return TokenSettings.of(new KeySource.File(keys), issuer, audience, null, null, null);
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private Viewer verify(String token, Instant time) {
    return TokenVerifier.open(settings, at(time)).verify(token).viewer();
  }

  private void assertInvalid(String token, Instant time) {
    assertThatThrownBy(() -> verify(token, time))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_TOKEN));
  }

  @Test
  void signedTokenNamesAccountAndScopes() {
    String token = signer.sign(123, Set.of("read", "write"), Duration.ofHours(1));
    assertThat(verify(token, NOW)).isEqualTo(new Viewer(123, Set.of("read", "write")));
  }

  @Test
  void tokenExpires() {
    String token = signer.sign(123, Set.of("read"), Duration.ofHours(1));
    assertThat(verify(token, NOW.plusSeconds(3_603)).account()).isEqualTo(123);
    assertInvalid(token, NOW.plusSeconds(3_606));
  }

  /// Each would be remembered by itself: a way to fill the memory with one token.
  @Test
  void tokenWithOtherLettersThanItsOwnIsInvalid() {
    String token = signer.sign(123, Set.of("read"), Duration.ofHours(1));
    for (String more : new String[] {"=", "=abc", "!!!!", "==Zxxxx", "é"}) {
      assertInvalid(token + more, NOW);
    }
  }

  @Test
  void rememberedTokenExpiresToo() {
    TickingClock clock = new TickingClock(NOW);
    TokenVerifier verifier = TokenVerifier.open(settings, clock);
    String token = signer.sign(123, Set.of("read"), Duration.ofMinutes(1));
    assertThat(verifier.verify(token).viewer().account()).isEqualTo(123);
    clock.now = NOW.plusSeconds(66);
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(ApiException.class);
  }

  @Test
  void tokenOfAnotherKeyIssuerOrAudienceIsInvalid() {
    TokenSettings elsewhere = of(folder.resolve("other/keys.json"), null, null);
    assertInvalid(signed(elsewhere, folder.resolve("other/key.json")), NOW);
    TokenSettings issuer = of(settings.keyFile(), "other", null);
    assertInvalid(signed(issuer, folder.resolve("private/key.json")), NOW);
    TokenSettings audience = of(settings.keyFile(), null, "other");
    assertInvalid(signed(audience, folder.resolve("private/key.json")), NOW);
  }

  private static String signed(TokenSettings settings, Path secret) {
    return TokenSigner.open(secret, settings, at(NOW)).sign(1, Set.of("read"), Duration.ofHours(1));
  }

  @Test
  void unsignedAndChangedTokensAreInvalid() {
    String token = signer.sign(123, Set.of("read"), Duration.ofHours(1));
    String[] parts = token.split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("\"123\"", "\"124\"");
    assertInvalid(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".", NOW);
    assertInvalid(parts[0] + "." + encoded(claims) + "." + parts[2], NOW);
    assertInvalid("", NOW);
    assertInvalid("a.b.c", NOW);
    assertInvalid("x".repeat(100_000), NOW);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void secretIsForItsOwnerAloneAndKept() throws Exception {
    Path secret = folder.resolve("private/key.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(settings.keyFile())).doesNotContain("\"d\"");
    String token = signer.sign(5, Set.of("read"), Duration.ofHours(1));
    TokenSigner.open(secret, settings, at(NOW));
    assertThat(verify(token, NOW).account()).isEqualTo(5);
  }

  @Test
  void keySetWithAPrivateKeyIsRefused() throws Exception {
    String secret = Files.readString(folder.resolve("private/key.json"));
    Files.writeString(settings.keyFile(), "{\"keys\":[" + secret + "]}");
    assertThatThrownBy(() -> TokenVerifier.open(settings, at(NOW)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("private");
  }

  @Test
  void broadScopesContainTheirParts() {
    Viewer viewer = new Viewer(1, Set.of("read", "write:statuses", "follow"));
    assertThat(viewer.may("read:statuses")).isTrue();
    assertThat(viewer.may("write:statuses")).isTrue();
    assertThat(viewer.may("write:follows")).isTrue();
    assertThat(viewer.may("write:blocks")).isTrue();
    assertThat(viewer.may("write:mutes")).isTrue();
    assertThat(viewer.may("write:accounts")).isFalse();
    assertThat(viewer.may("admin")).isFalse();
  }
}
