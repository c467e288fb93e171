package io.rivulet.redis;

import org.jspecify.annotations.Nullable;

/// What is needed could not be reached or did not answer in time: transient, to be tried again.
public abstract class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Without a trace: there may be thousands a second.
  protected UnavailableException(String message) {
    super(message, null, false, false);
  }

  /// Whether somebody has noticed, and told, before.
  public boolean isKnown() {
    return false;
  }
}
