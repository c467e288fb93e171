package io.rivulet.service;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The one exception that becomes an error answer. It has no stack trace: it is an answer, not a
/// fault, and is thrown on hot paths.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ApiError error;
  private final @Nullable Duration retryAfter;

  private ApiException(ApiError error, String text, @Nullable Duration retryAfter) {
    super(text, null, false, false);
    this.error = error;
    this.retryAfter = retryAfter;
  }

  public static ApiException of(ApiError error) {
    boolean passes = error == ApiError.UNAVAILABLE || error == ApiError.TOO_MANY_REQUESTS;
    return new ApiException(error, error.text(), passes ? RETRY : null);
  }

  /// An invalid parameter; `reason` names it and what is wrong with it.
  public static ApiException invalid(String reason) {
    return new ApiException(ApiError.INVALID, "Validation failed: " + reason, null);
  }

  /// What cannot be read at all; `reason` tells where and why, without what was sent.
  public static ApiException malformed(String reason) {
    return new ApiException(ApiError.MALFORMED, ApiError.MALFORMED.text() + ": " + reason, null);
  }

  /// There were too many of these; more are answered after `retryAfter`.
  public static ApiException tooMany(Duration retryAfter) {
    return new ApiException(
        ApiError.TOO_MANY_REQUESTS, ApiError.TOO_MANY_REQUESTS.text(), retryAfter.plusSeconds(1));
  }

  /// What is needed is away for the moment; the client may try again after `retryAfter`.
  public static ApiException unavailable(Duration retryAfter) {
    return new ApiException(ApiError.UNAVAILABLE, ApiError.UNAVAILABLE.text(), retryAfter);
  }

  /// Long enough for a broker or a store to elect a leader, short enough for a person to wait.
  private static final Duration RETRY = Duration.ofSeconds(2);

  public ApiError error() {
    return error;
  }

  /// Tells how long to wait before a retry, in the header for that; nothing but of what passes,
  /// such as `UNAVAILABLE` and `TOO_MANY_REQUESTS`.
  ///
  /// @param header takes its name and value
  public void tellRetry(BiConsumer<String, String> header) {
    if (retryAfter != null) {
      header.accept(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
