package io.rivulet.repartition;

import org.jspecify.annotations.Nullable;

/// Something that an operator can put right; the message is one line that says how.
public final class RepartitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RepartitionException(String message) {
    this(message, null);
  }

  public RepartitionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
