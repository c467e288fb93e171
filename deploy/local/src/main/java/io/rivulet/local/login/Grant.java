package io.rivulet.local.login;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody allowed an application, until it fetches its token.
///
/// @param challenge of PKCE, by S256; null if the application gave none
record Grant(
    String clientId,
    String redirectUri,
    long account,
    Set<String> scopes,
    @Nullable String challenge,
    Instant expires) {
  /// Whether whoever fetches the token is who asked for it (RFC 7636, 4.6). A verifier without a
  /// challenge is refused: it tells of somebody in between who took the challenge away (RFC 9700,
  /// 4.8.2).
  boolean isVerifiedBy(@Nullable String verifier) {
    return challenge == null
        ? verifier == null
        : verifier != null && Secrets.same(challenge, Secrets.sha256(verifier));
  }
}
