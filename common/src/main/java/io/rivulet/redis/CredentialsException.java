package io.rivulet.redis;

import java.nio.file.Path;

/// The file of a password cannot be used.
final class CredentialsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CredentialsException(Path file, Throwable cause) {
    super("redis.passwordFile: %s cannot be read".formatted(file), cause);
  }

  CredentialsException(Path file) {
    super("redis.passwordFile: %s is empty".formatted(file));
  }
}
