package io.rivulet.audit;

import org.jspecify.annotations.Nullable;

/// Nothing can be said, neither that timelines are right nor that they are wrong; the message is
/// one line that says why.
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AuditException(String message) {
    this(message, null);
  }

  public AuditException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
