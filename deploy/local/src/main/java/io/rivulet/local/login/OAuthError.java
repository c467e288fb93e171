package io.rivulet.local.login;

import java.util.Locale;

/// The errors of RFC 6749 (4.1.2.1 and 5.2) and RFC 7009 that are answered here.
enum OAuthError {
  INVALID_REQUEST(400),
  INVALID_CLIENT(401),
  INVALID_GRANT(400),
  INVALID_SCOPE(400),
  UNAUTHORIZED_CLIENT(403),
  UNSUPPORTED_GRANT_TYPE(400),
  UNSUPPORTED_RESPONSE_TYPE(400),
  ACCESS_DENIED(403);

  private final int status;

  OAuthError(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /// As the protocol spells it.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
