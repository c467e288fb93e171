package io.rivulet.cold;

import io.rivulet.redis.UnavailableException;

/// Posts that are not in Redis could not be looked for everywhere, so nobody knows of those that
/// were not found: transient, a worker is away or just takes over.
public final class PostsUnavailableException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  public PostsUnavailableException(String message) {
    super(message, null);
  }
}
