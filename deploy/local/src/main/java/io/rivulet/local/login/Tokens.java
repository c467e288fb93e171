package io.rivulet.local.login;

import io.rivulet.local.LocalTokens;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import io.rivulet.service.TokenVerifier;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Issues tokens, and takes them back.
final class Tokens {
  private final LocalTokens tokens;
  private final TokenVerifier verifier;
  private final Clock clock;

  Tokens(LocalTokens tokens, TokenVerifier verifier, Clock clock) {
    this.tokens = tokens;
    this.verifier = verifier;
    this.clock = clock;
  }

  /// A token as the convention's entity has it, and what it says.
  record Issued(Map<String, Object> answer, BearerToken token) {}

  /// @param account [io.rivulet.service.Viewer#NOBODY] for the application itself
  Issued issue(ClientApp app, long account, Set<String> scopes) {
    String token = tokens.of(account, scopes, app.clientId());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", token);
    answer.put("token_type", "Bearer");
    answer.put("scope", String.join(" ", scopes));
    answer.put("created_at", clock.instant().getEpochSecond());
    return new Issued(answer, verifier.verify(token));
  }

  /// What a token says, if it is a valid one.
  Optional<BearerToken> find(String token) {
    try {
      return Optional.of(verifier.verify(token));
    } catch (ApiException _) {
      return Optional.empty();
    }
  }

  void takeBack(BearerToken token) {
    tokens.takeBack(token);
  }
}
