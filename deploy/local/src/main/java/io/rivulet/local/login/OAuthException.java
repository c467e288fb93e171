package io.rivulet.local.login;

/// An error of the protocol, told to the application. Without a stack trace: it is an answer.
final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OAuthError error;

  private OAuthException(OAuthError error, String description) {
    super(description, null, false, false);
    this.error = error;
  }

  static OAuthException of(OAuthError error, String description) {
    return new OAuthException(error, description);
  }

  OAuthError error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
