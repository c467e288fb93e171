package io.rivulet.redis;

import io.lettuce.core.RedisException;

/// The user of this process may not do what it tried: a right is missing in Redis's access list.
/// Trying again does not help.
public final class RedisDeniedException extends RedisException {
  private static final long serialVersionUID = 1L;

  RedisDeniedException(Throwable cause) {
    super(
        "Redis does not allow this user what it tried: %s. `ACL LOG` of that Redis names command and key; `deploy/rivulet access redis` prints the rights that services need"
            .formatted(cause.getMessage()),
        cause);
  }
}
