package io.rivulet.access;

/// Rights could not be applied.
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AccessException(String message, Throwable cause) {
    super(message, cause);
  }
}
