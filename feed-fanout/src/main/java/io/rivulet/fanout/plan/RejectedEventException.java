package io.rivulet.fanout.plan;

/// An event that is well formed and yet means nothing: a dead letter.
final class RejectedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  RejectedEventException(String reason) {
    super(reason);
  }
}
