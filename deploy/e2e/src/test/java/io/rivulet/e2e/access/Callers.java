package io.rivulet.e2e.access;

import static org.awaitility.Awaitility.await;

import io.rivulet.contract.ApiDocument;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.local.LocalTokens;
import io.rivulet.service.BearerToken;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import io.rivulet.service.TokenVerifier;
import io.rivulet.service.Viewer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tokens of all who may ask.
final class Callers {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Set<String> EVERYTHING = Set.of("read", "write", "follow");

  private final RunningSystem system;
  private final TokenSigner signer;
  private final TokenSigner late;
  private final String revoked;

  Callers(RunningSystem system) {
    this.system = system;
    Path folder = system.data().resolve("tokens");
    TokenSettings settings =
        new TokenSettings(
            folder.resolve("public-keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
    Path secret = folder.resolve("private-key.json");
    signer = TokenSigner.open(secret, settings, Clock.systemUTC());
    late = TokenSigner.open(secret, settings, Clock.offset(Clock.systemUTC(), HOUR.negated()));
    revoked = takenBack(settings);
  }

  private String takenBack(TokenSettings settings) {
    String token = signed(Things.OWNER, EVERYTHING);
    BearerToken known = TokenVerifier.open(settings, Clock.systemUTC()).verify(token);
    LocalTokens.existing(system.data()).takeBack(known);
    await().until(() -> system.api.get(token, "/api/v1/preferences").status() == 401);
    await().until(() -> system.api.post(token, "/api/v1/markers", Map.of()).status() == 401);
    await().until(() -> system.api.get(token, "/api/v1/apps/verify_credentials").status() == 401);
    return token;
  }

  private String signed(String name, Set<String> scopes) {
    return signer.sign(Long.parseLong(system.id(name)), scopes, HOUR);
  }

  /// @param scope that the operation wants; empty for none
  @Nullable String token(Caller caller, String scope) {
    return switch (caller) {
      case NOBODY -> null;
      case MALFORMED -> "no.token.this";
      case EXPIRED ->
          late.sign(Long.parseLong(system.id(Things.OWNER)), EVERYTHING, Duration.ofMinutes(59));
      case REVOKED -> revoked;
      case OTHER_SCOPES -> signed(Things.OWNER, allBut(scope));
      case JUST_SCOPE -> signed(Things.OWNER, Set.of(scope.isEmpty() ? "profile" : scope));
      case APPLICATION -> signer.sign(Viewer.NOBODY, EVERYTHING, HOUR, "an-application");
      case OWNER -> signed(Things.OWNER, EVERYTHING);
      case STRANGER -> signed(Things.STRANGER, EVERYTHING);
      case BLOCKED -> signed(Things.BLOCKED, EVERYTHING);
      case ADMIN -> signer.sign(1, Set.of("admin"), HOUR);
    };
  }

  /// Every part that some operation wants, but for this one.
  private static Set<String> allBut(String scope) {
    Set<String> scopes = new TreeSet<>();
    ApiDocument.ofClassPath()
        .at("/components/securitySchemes/oauth/flows/authorizationCode/scopes")
        .fieldNames()
        .forEachRemaining(scopes::add);
    scopes.removeIf(other -> other.equals(scope) || !other.contains(":"));
    scopes.add("push");
    return scopes;
  }
}
