package io.rivulet.service;

import java.util.Arrays;

/// Every error a Rivulet service answers: a closed list, so that errors can be counted and clients
/// can rely on them. The text is what a client shows, in the wording clients of the convention
/// know.
public enum ApiError {
  MALFORMED(400, "The request is malformed"),
  INVALID_TOKEN(401, "The access token is invalid"),
  OUT_OF_SCOPE(403, "This action is outside the authorized scopes"),
  NOT_ALLOWED(403, "This action is not allowed"),
  NOT_FOUND(404, "Record not found"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  NOT_ACCEPTABLE(406, "Only application/json can be answered"),
  TIMED_OUT(408, "The request took too long to arrive"),
  CONFLICT(409, "The request conflicts with another one"),
  GONE(410, "Record is gone"),
  TOO_LARGE(413, "The request is too large"),
  URL_TOO_LONG(414, "The URL is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
  INVALID(422, "Validation failed"),
  NO_USER(422, "This method requires an authenticated user"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The request headers are too large"),
  INTERNAL(500, "An unexpected error occurred"),
  UNAVAILABLE(503, "The service is temporarily unavailable, try again soon");

  private final int status;
  private final String text;

  ApiError(int status, String text) {
    this.status = status;
    this.text = text;
  }

  public int status() {
    return status;
  }

  public String text() {
    return text;
  }

  /// The error for a status that a framework chose. Of two with one status the more general one is
  /// taken; a status that is not listed is a malformed request (4xx) or a fault of ours (anything
  /// else).
  static ApiError ofStatus(int status) {
    if (status == NOT_ALLOWED.status) {
      return NOT_ALLOWED;
    }
    return Arrays.stream(values())
        .filter(error -> error.status == status)
        .findFirst()
        .orElse(status >= 400 && status < 500 ? MALFORMED : INTERNAL);
  }
}
