package io.rivulet.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// What those who ask at the doors of workers, and the workers, have in common. It never shows in a
/// log or an error.
public final class DoorSecret {
  private static final String BEARER = "Bearer ";
  private static final int LEAST_LENGTH = 16;

  private final String secret;

  private DoorSecret(String secret) {
    this.secret = secret;
  }

  /// The first line of a file.
  ///
  /// @throws IllegalArgumentException if that is too short to be one
  public static DoorSecret in(Path file) {
    try {
      String secret = Files.readString(file).strip();
      if (secret.length() < LEAST_LENGTH || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new IllegalArgumentException(
            "secret in %s: expected one word of at least %d letters and digits"
                .formatted(file, LEAST_LENGTH));
      }
      return new DoorSecret(secret);
    } catch (IOException e) {
      throw new UncheckedIOException("secret in " + file + " cannot be read", e);
    }
  }

  String authorization() {
    return BEARER + secret;
  }

  /// Whether a header `Authorization` carries it. How long that takes does not tell how much of it
  /// was right.
  public boolean isIn(@Nullable String authorization) {
    return authorization != null
        && MessageDigest.isEqual(
            authorization.getBytes(StandardCharsets.UTF_8),
            authorization().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "secret";
  }
}
