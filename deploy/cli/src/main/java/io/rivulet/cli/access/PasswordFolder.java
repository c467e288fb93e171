package io.rivulet.cli.access;

import io.rivulet.access.Role;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Passwords in files `<user>.password`. As options of a command everybody on the machine would see
/// them.
final class PasswordFolder {
  /// What nobody guesses who may try as often as he likes.
  private static final int LEAST = 16;

  private PasswordFolder() {}

  /// Those that are there.
  ///
  /// @throws LocalException if there is none, or one is too short or cannot be read
  static Map<Role, String> read(Path folder) {
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      Path file = folder.resolve(role.user() + ".password");
      if (Files.exists(file)) {
        passwords.put(role, password(file));
      }
    }
    if (passwords.isEmpty()) {
      throw new LocalException(
          "No passwords in %s: expected files such as feed-reader.password".formatted(folder));
    }
    return passwords;
  }

  private static String password(Path file) {
    try {
      String password = Files.readString(file).strip();
      if (password.length() < LEAST || password.lines().count() != 1) {
        throw new LocalException(
            "%s: expected one line of at least %d characters".formatted(file, LEAST));
      }
      return password;
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
