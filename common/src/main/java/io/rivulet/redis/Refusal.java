package io.rivulet.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a Redis that is there was of no use. The client buries this below messages that say no more
/// than that there is no connection.
final class Refusal {
  private static final int DEPTH = 12;

  /// So Redis before 7.2 begins what a script may not.
  private static final String WITHIN_A_SCRIPT = "The user executing the script can't";

  private Refusal() {}

  /// What Redis said to a connection, a wrong password for example, or what was wrong with its
  /// certificate; empty if it said nothing.
  static Optional<String> of(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      if (cause instanceof RedisCommandExecutionException
          || cause instanceof SSLException
          || cause instanceof CredentialsException) {
        return Optional.ofNullable(cause.getMessage());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /// Whether a right is missing, in a command or within a script.
  static boolean isOfRight(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof RedisCommandExecutionException
        && (message.contains("NOPERM") || message.contains(WITHIN_A_SCRIPT));
  }
}
