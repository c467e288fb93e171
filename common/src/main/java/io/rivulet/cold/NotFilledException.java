package io.rivulet.cold;

import io.rivulet.redis.UnavailableException;

/// Redis lost its data and is being filled again: nobody can tell whether what it does not have
/// exists. Transient.
public final class NotFilledException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  public NotFilledException(int shard) {
    super("Redis is being filled again beside shard " + shard);
  }
}
