package io.rivulet.topic;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The cluster did not answer, or refused.
public final class TopicException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TopicException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
