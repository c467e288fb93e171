package io.rivulet.local.login;

import io.rivulet.service.Viewer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a token may be allowed to do. A broad scope contains its parts.
final class Scopes {
  private static final List<String> READ =
      List.of(
          "accounts",
          "blocks",
          "bookmarks",
          "favourites",
          "filters",
          "follows",
          "lists",
          "mutes",
          "notifications",
          "search",
          "statuses");

  private static final List<String> WRITE =
      List.of(
          "accounts",
          "blocks",
          "bookmarks",
          "conversations",
          "favourites",
          "filters",
          "follows",
          "lists",
          "media",
          "mutes",
          "notifications",
          "reports",
          "statuses");

  /// All there are. Those of administrators are not for applications.
  static final List<String> SUPPORTED =
      Stream.of(
              Stream.of("profile", "read"),
              READ.stream().map(part -> "read:" + part),
              Stream.of("write"),
              WRITE.stream().map(part -> "write:" + part),
              Stream.of("follow", "push"))
          .flatMap(scopes -> scopes)
          .toList();

  static final Set<String> DEFAULT = Set.of("read");

  private Scopes() {}

  /// The scopes of a text that separates them by spaces, each once and in its order; the default if
  /// there are none.
  ///
  /// @throws OAuthException INVALID_SCOPE
  static Set<String> parse(String text) {
    Set<String> scopes = new LinkedHashSet<>();
    for (String scope : text.strip().split("\\s+", -1)) {
      if (!scope.isEmpty()) {
        if (!SUPPORTED.contains(scope)) {
          throw OAuthException.of(
              OAuthError.INVALID_SCOPE, "The requested scope is invalid, unknown, or malformed");
        }
        scopes.add(scope);
      }
    }
    return scopes.isEmpty() ? DEFAULT : scopes;
  }

  /// The scopes of a text, which must lie within others.
  ///
  /// @throws OAuthException INVALID_SCOPE
  static Set<String> parseWithin(String text, Set<String> allowed) {
    Set<String> scopes = parse(text);
    Viewer holder = new Viewer(Viewer.NOBODY, allowed);
    if (!scopes.stream().allMatch(holder::may)) {
      throw OAuthException.of(
          OAuthError.INVALID_SCOPE, "The requested scope exceeds what the application registered");
    }
    return scopes;
  }
}
