package io.rivulet.fanout.flow;

import org.apache.kafka.common.errors.TimeoutException;

/// Redis has not acknowledged what a revocation or a close would commit, so it is not committed:
/// the next owner writes it.
final class NotAcknowledgedException extends TimeoutException implements BeginsAnew {
  private static final long serialVersionUID = 1L;

  NotAcknowledgedException(String message) {
    super(message);
  }
}
