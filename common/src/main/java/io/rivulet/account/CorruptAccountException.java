package io.rivulet.account;

import java.io.Serial;

/// Bytes in Redis that are no account body: to be deleted and counted, and written again from
/// Kafka.
public final class CorruptAccountException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  CorruptAccountException(String expected, long found) {
    super("account body: expected " + expected + ", found " + found);
  }
}
