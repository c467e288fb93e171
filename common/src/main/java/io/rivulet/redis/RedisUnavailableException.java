package io.rivulet.redis;

import java.time.Duration;

/// Redis could not be reached or did not answer in time: transient, to be tried again.
public final class RedisUnavailableException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  private final boolean known;

  public RedisUnavailableException(String message) {
    super(message, null);
    this.known = false;
  }

  public RedisUnavailableException(String message, Throwable cause) {
    super(message, cause);
    this.known = false;
  }

  private RedisUnavailableException(boolean known, String message) {
    super(message);
    this.known = known;
  }

  /// Redis was not even asked, since it has not answered others lately.
  static RedisUnavailableException notAsked() {
    return new RedisUnavailableException(true, "Redis has not answered lately and is not asked");
  }

  /// Redis was not sent this, since the connection has brought nothing for longer than an answer
  /// may take.
  static RedisUnavailableException silent(Duration bound) {
    return new RedisUnavailableException(
        true, "Redis has said nothing for more than %s and is sent no more".formatted(bound));
  }

  @Override
  public boolean isKnown() {
    return known;
  }
}
