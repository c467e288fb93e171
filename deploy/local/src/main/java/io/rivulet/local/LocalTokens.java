package io.rivulet.local;

import io.rivulet.service.BearerToken;
import io.rivulet.service.RevokedTokens;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The token keys of a local run: the public ones for the services, the private one, which its
/// owner alone may read, for whoever works on this machine.
public final class LocalTokens {
  private static final Duration TOKEN_LIFE = Duration.ofDays(30);
  private static final Duration OPERATOR_LIFE = Duration.ofMinutes(10);
  private static final Duration ONLOOKER_LIFE = Duration.ofHours(12);

  /// Without those that are easily taken for each other: five bits a letter.
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int PASSWORD_LETTERS = 20;
  private static final String PASSWORD_ALGORITHM = "HmacSHA256";
  private static final Set<String> EVERYTHING = Set.of("read", "write", "follow");

  /// Operators need no account; the id is one that no account gets.
  private static final long OPERATOR = 1;

  private final TokenSigner signer;
  private final RevokedTokens revoked;
  private final Path secret;

  private LocalTokens(TokenSigner signer, RevokedTokens revoked, Path secret) {
    this.signer = signer;
    this.revoked = revoked;
    this.secret = secret;
  }

  /// The keys in a data folder, made if there are none.
  public static LocalTokens create(Path data) {
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
      return new LocalTokens(
          TokenSigner.open(secret(data), settings, Clock.systemUTC()),
          new RevokedTokens(revoked(publicKeys(data)), Clock.systemUTC()),
          secret(data));
    } catch (UncheckedIOException e) {
      throw new LocalException(String.valueOf(e.getMessage()), e);
    }
  }

  /// The file of public keys that services read.
  public static Path publicKeys(Path data) {
    return data.resolve("tokens").resolve("public-keys.json");
  }

  /// The file of tokens that were taken back, which services read, beside their keys.
  public static Path revoked(Path publicKeys) {
    return publicKeys.resolveSibling("revoked.txt");
  }

  private static Path secret(Path data) {
    return data.resolve("tokens").resolve("private-key.json");
  }

  /// A token with which an account may do everything that accounts may, for 30 days.
  public String of(long account) {
    return signer.sign(account, EVERYTHING, TOKEN_LIFE);
  }

  /// A token that an application asked for, for 30 days.
  ///
  /// @param account [io.rivulet.service.Viewer#NOBODY] for the application itself
  /// @param client id of the application
  public String of(long account, Set<String> scopes, String client) {
    return signer.sign(account, scopes, TOKEN_LIFE, client);
  }

  /// Takes a token back: services refuse it a second later.
  public void takeBack(BearerToken token) {
    revoked.add(token.id(), token.expires());
  }

  /// The password with which an account signs in, always the same in one data folder. It is derived
  /// from the private key, so there is nothing to keep; its 100 bits are not to be guessed.
  public String password(long account) {
    try {
      Mac mac = Mac.getInstance(PASSWORD_ALGORITHM);
      mac.init(new SecretKeySpec(Files.readAllBytes(secret), PASSWORD_ALGORITHM));
      byte[] bytes = mac.doFinal(("password " + account).getBytes(StandardCharsets.US_ASCII));
      StringBuilder password = new StringBuilder();
      for (int i = 0; i < PASSWORD_LETTERS; i++) {
        password.append(LETTERS.charAt(bytes[i] & (LETTERS.length() - 1)));
      }
      return password.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + PASSWORD_ALGORITHM, e);
    }
  }

  /// A token of whoever looks at the operations page, for as long as a day's work.
  public String onlooker() {
    return signer.sign(OPERATOR, Set.of("admin:read"), ONLOOKER_LIFE);
  }

  /// A token of whoever uses the operations page's buttons, for as long.
  public String caretaker() {
    return signer.sign(OPERATOR, Set.of("admin:read", "admin:write"), ONLOOKER_LIFE);
  }

  /// A token that may create accounts, for 10 minutes.
  public String operator() {
    return signer.sign(OPERATOR, Set.of("admin"), OPERATOR_LIFE);
  }
}
