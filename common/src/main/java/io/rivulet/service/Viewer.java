package io.rivulet.service;

import java.security.Principal;
import java.util.Set;

/// Whoever makes a request, as his token says: an account and what the token allows.
///
/// @param account [#NOBODY] if the token speaks for an application alone, which sees what guests
///   see
public record Viewer(long account, Set<String> scopes) implements Principal {
  /// In place of an account where there is none.
  public static final long NOBODY = 0;

  /// What `follow` is.
  private static final Set<String> RELATIONS =
      Set.of(
          "read:follows",
          "write:follows",
          "read:blocks",
          "write:blocks",
          "read:mutes",
          "write:mutes");

  public Viewer {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String getName() {
    return Long.toString(account);
  }

  /// Whether the token allows `scope`, such as `write:statuses`: a broad scope (`write`) contains
  /// its parts, and `follow` is reading and writing of follows, blocks and mutes.
  public boolean may(String scope) {
    int colon = scope.indexOf(':');
    return scopes.contains(scope)
        || (colon > 0 && scopes.contains(scope.substring(0, colon)))
        || (RELATIONS.contains(scope) && scopes.contains("follow"));
  }

  /// Whether it is an account, and not an application alone.
  public boolean isAccount() {
    return account != NOBODY;
  }

  /// Throws `OUT_OF_SCOPE` unless the token allows `scope`.
  public void require(String scope) {
    if (!may(scope)) {
      throw ApiException.of(ApiError.OUT_OF_SCOPE);
    }
  }
}
