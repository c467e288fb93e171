package io.rivulet.local;

import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// The token keys of a local run: the public ones for the services, the private one, which its
/// owner alone may read, for whoever works on this machine.
public final class LocalTokens {
  private static final Duration TOKEN_LIFE = Duration.ofDays(30);
  private static final Duration OPERATOR_LIFE = Duration.ofMinutes(10);
  private static final Set<String> EVERYTHING = Set.of("read", "write", "follow");

  /// Operators need no account; the id is one that no account gets.
  private static final long OPERATOR = 1;

  private final TokenSigner signer;

  private LocalTokens(TokenSigner signer) {
    this.signer = signer;
  }

  /// The keys in a data folder, made if there are none.
  static LocalTokens create(Path data) {
    return open(data);
  }

  /// The keys of a run that was started before.
  ///
  /// @throws LocalException if there are none, or they may not be read
  public static LocalTokens existing(Path data) {
    if (!Files.isReadable(secret(data))) {
      throw new LocalException(
          "No token key that you may read in %s: run this as the user who started `deploy/rivulet up`, with its --data DIR"
              .formatted(secret(data).getParent()));
    }
    return open(data);
  }

  private static LocalTokens open(Path data) {
    var settings = new TokenSettings(publicKeys(data), "rivulet", "rivulet", Duration.ofSeconds(5));
    try {
      return new LocalTokens(TokenSigner.open(secret(data), settings, Clock.systemUTC()));
    } catch (UncheckedIOException e) {
      throw new LocalException(String.valueOf(e.getMessage()), e);
    }
  }

  /// The file of public keys that services read.
  static Path publicKeys(Path data) {
    return data.resolve("tokens").resolve("public-keys.json");
  }

  private static Path secret(Path data) {
    return data.resolve("tokens").resolve("private-key.json");
  }

  /// A token with which an account may do everything that accounts may, for 30 days.
  public String of(long account) {
    return signer.sign(account, EVERYTHING, TOKEN_LIFE);
  }

  /// A token that may create accounts, for 10 minutes.
  public String operator() {
    return signer.sign(OPERATOR, Set.of("admin"), OPERATOR_LIFE);
  }
}
