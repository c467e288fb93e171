package io.rivulet.event;

import java.util.Locale;

/// Names of accounts: 1 to 30 of `A-Z a-z 0-9 _`, unique whatever their case.
public final class Usernames {

  /// The greatest length.
  public static final int MAX_LENGTH = 30;

  private Usernames() {}

  public static boolean valid(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isUsernameCharacter(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// The form in which two spellings of one name are equal: what names are stored and looked up by.
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public static boolean isUsernameCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  static String check(String field, String name) {
    if (!valid(name)) {
      throw new InvalidEventException(
          field, "a username (1 to 30 of A-Z, a-z, 0-9, _)", InvalidEventException.quote(name));
    }
    return name;
  }
}
