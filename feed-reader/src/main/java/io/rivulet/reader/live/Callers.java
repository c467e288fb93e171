package io.rivulet.reader.live;

import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import io.rivulet.service.TokenVerifier;
import org.jspecify.annotations.Nullable;

/// Tells who opens a stream. Browsers can set no headers there, so beside `Authorization` the
/// convention has the token in the query (`access_token`) or as a WebSocket's subprotocol.
final class Callers {
  private final TokenVerifier verifier;

  Callers(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /// @param other a token that came another way than by the header
  /// @throws ApiException INVALID_TOKEN, or NO_USER
  BearerToken caller(@Nullable String authorization, @Nullable String other) {
    BearerToken token = token(authorization, other);
    if (!token.viewer().isAccount()) {
      throw ApiException.of(ApiError.NO_USER);
    }
    return token;
  }

  private BearerToken token(@Nullable String authorization, @Nullable String other) {
    if (authorization != null) {
      return verifier.bearer(authorization);
    }
    if (other != null) {
      return verifier.verify(other);
    }
    throw ApiException.of(ApiError.INVALID_TOKEN);
  }
}
