package io.rivulet.local.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A registered application.
///
/// @param id a number, as clients expect it
/// @param clientId by which it is named in requests
/// @param secretHash of its secret, which is told once and not kept
/// @param redirectUris where codes may be sent, at least one
/// @param scopes that it may ask for
record ClientApp(
    long id,
    String clientId,
    String secretHash,
    String name,
    @Nullable String website,
    List<String> redirectUris,
    Set<String> scopes) {
  /// In place of an address: the code is shown, and the user carries it over.
  static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

  /// Schemes that make a browser do something instead of going somewhere.
  private static final Set<String> UNSAFE =
      Set.of("javascript", "data", "vbscript", "blob", "file");

  ClientApp {
    redirectUris = List.copyOf(redirectUris);
    scopes = Set.copyOf(scopes);
  }

  boolean isSecret(String secret) {
    return Secrets.same(secretHash, Secrets.sha256(secret));
  }

  /// Whether a code may be sent there: letter by letter one of those registered.
  boolean isRegistered(String redirectUri) {
    return redirectUris.contains(redirectUri);
  }

  /// Whether an application may register an address: absolute, without a fragment (RFC 6749,
  /// 3.1.2), with a path or a host, and of a scheme that leads to an application.
  static boolean mayRedirectTo(String address) {
    if (address.equals(OUT_OF_BAND)) {
      return true;
    }
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme();
      return scheme != null
          && !uri.isOpaque()
          && uri.getRawFragment() == null
          && !UNSAFE.contains(scheme.toLowerCase(Locale.ROOT))
          && (!scheme.toLowerCase(Locale.ROOT).startsWith("http") || uri.getHost() != null);
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
