package io.rivulet.fanout.delivery;

/// A value of `feed.deliveries.v1` that the plan stage cannot have written.
public final class MalformedDeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedDeliveryException(String message) {
    super(message);
  }

  MalformedDeliveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
