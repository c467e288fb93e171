package io.rivulet.reader.live;

import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import io.rivulet.service.TokenGuesses;
import io.rivulet.service.TokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells who opens a stream. Browsers can set no headers there, so beside `Authorization` the
/// convention has the token in the query (`access_token`) or as a WebSocket's subprotocol.
final class Callers {
  private final TokenVerifier verifier;
  private final @Nullable TokenGuesses guesses;

  /// @param guesses null where nobody counts them
  Callers(TokenVerifier verifier, @Nullable TokenGuesses guesses) {
    this.verifier = verifier;
    this.guesses = guesses;
  }

  /// @param other a token that came another way than by the header
  /// @throws ApiException INVALID_TOKEN, or NO_USER; TOO_MANY_REQUESTS where too many did not hold
  BearerToken caller(HttpServletRequest asked, @Nullable String other) {
    String authorization = asked.getHeader(HttpHeaders.AUTHORIZATION);
    String text = authorization == null ? other : TokenVerifier.text(authorization);
    if (text == null) {
      throw ApiException.of(ApiError.INVALID_TOKEN);
    }
    BearerToken token = guesses == null ? verifier.verify(text) : counted(guesses, asked, text);
    if (!token.viewer().isAccount()) {
      throw ApiException.of(ApiError.NO_USER);
    }
    return token;
  }

  private BearerToken counted(TokenGuesses guesses, HttpServletRequest asked, String text) {
    Optional<Duration> tooMany = guesses.tooManyFor(asked);
    if (tooMany.isPresent() && !verifier.remembers(text)) {
      throw ApiException.tooMany(tooMany.get());
    }
    try {
      return verifier.verify(text);
    } catch (ApiException e) {
      if (e.error() == ApiError.INVALID_TOKEN) {
        guesses.failed(asked);
      }
      throw e;
    }
  }
}
