package io.rivulet.redis;

/// Redis could not be reached or did not answer in time: transient, to be tried again.
public final class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisUnavailableException(String message) {
    super(message);
  }

  public RedisUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  private RedisUnavailableException(String message) {
    super(message, null, false, false);
  }

  /// Redis was not even asked, since it has not answered others lately. Without a trace: there may
  /// be thousands a second.
  static RedisUnavailableException notAsked() {
    return new RedisUnavailableException("Redis has not answered lately and is not asked");
  }

  /// Whether somebody has noticed, and told, before.
  public boolean isKnown() {
    return getCause() == null;
  }
}
