package io.rivulet.access;

import java.util.EnumMap;
import java.util.Map;

/// Passwords of all roles, for tests.
final class Passwords {
  private Passwords() {}

  static String of(Role role) {
    return "secret-of-the-" + role.user();
  }

  static Map<Role, String> all() {
    Map<Role, String> all = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      all.put(role, of(role));
    }
    return all;
  }
}
