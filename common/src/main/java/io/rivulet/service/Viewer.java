package io.rivulet.service;

import java.security.Principal;
import java.util.Set;

/// Whoever makes a request, as his token says: an account and what the token allows.
public record Viewer(long account, Set<String> scopes) implements Principal {
  public Viewer {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String getName() {
    return Long.toString(account);
  }

  /// Whether the token allows `scope`, such as `write:statuses`: a broad scope (`write`) contains
  /// its parts, and `follow` is reading and writing of follows.
  public boolean may(String scope) {
    int colon = scope.indexOf(':');
    return scopes.contains(scope)
        || (colon > 0 && scopes.contains(scope.substring(0, colon)))
        || (scope.endsWith(":follows") && scopes.contains("follow"));
  }

  /// Throws `OUT_OF_SCOPE` unless the token allows `scope`.
  public void require(String scope) {
    if (!may(scope)) {
      throw ApiException.of(ApiError.OUT_OF_SCOPE);
    }
  }
}
