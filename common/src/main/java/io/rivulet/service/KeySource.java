package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;

/// Where the public keys of an issuer are: a JSON Web Key Set (RFC 7517).
public sealed interface KeySource {
  /// A file, read once.
  record File(Path path) implements KeySource {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// What an issuer serves, the `jwks_uri` of OpenID Connect: fetched when it is needed, as long as
  /// the issuer says that it is good, and again when a token names a key that is not in it.
  record Url(URI url) implements KeySource {
    /// Refuses plain HTTP, but to this machine: whoever answers would be whoever he likes.
    public Url {
      if (!"https".equals(url.getScheme()) && !isThisMachine(url.getHost())) {
        throw new IllegalArgumentException("tokens.keys must be https, but is " + url);
      }
    }

    private static boolean isThisMachine(String host) {
      try {
        return host != null && InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException _) {
        return false;
      }
    }

    @Override
    public String toString() {
      return url.toString();
    }
  }

  /// A file by its path, or what begins with `https://`, or with `http://` on this machine.
  @JsonCreator
  static KeySource of(String text) {
    return text.startsWith("https://") || text.startsWith("http://")
        ? new Url(URI.create(text))
        : new File(Path.of(text));
  }
}
