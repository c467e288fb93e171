package io.rivulet.local;

import org.jspecify.annotations.Nullable;

/// Something a user can put right; the message is one line that says how.
public final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LocalException(String message) {
    this(message, null);
  }

  public LocalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
