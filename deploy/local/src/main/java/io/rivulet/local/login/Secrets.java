package io.rivulet.local.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Values that nobody can guess, and how they are kept and compared.
final class Secrets {
  private static final SecureRandom random = new SecureRandom();
  private static final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();

  private Secrets() {}

  /// A value of 256 random bits, 43 letters of base64url.
  static String make() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return base64.encodeToString(bytes);
  }

  /// SHA-256 in base64url without padding: how secrets are kept, and the transformation S256 of RFC
  /// 7636 (4.2).
  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return base64.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Compares in a time that does not tell how much of it is right.
  static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
