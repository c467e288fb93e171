package io.rivulet.redis;

/// Redis could not be reached or did not answer in time: transient, to be tried again.
public final class RedisUnavailableException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  public RedisUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
