package io.rivulet.post;

import java.io.Serial;

/// Bytes in Redis that are no body: to be deleted and counted, and written again from Kafka.
public final class CorruptBodyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public CorruptBodyException(String message) {
    super(message);
  }
}
