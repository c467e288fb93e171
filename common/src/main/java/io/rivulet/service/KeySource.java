package io.rivulet.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the public keys of an issuer are: a JSON Web Key Set (RFC 7517).
public sealed interface KeySource {
  /// A file, read once.
  record File(Path path) implements KeySource {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// What an issuer serves, the `jwks_uri` of OpenID Connect: fetched when it is needed, every five
  /// minutes, and again when a token names a key that is not in it.
  ///
  /// @param innerNetworks which it may lie in; an issuer whose name leads to an address that is not
  ///   public is not asked otherwise
  record Url(URI url, List<Network> innerNetworks) implements KeySource {
    private static final List<Network> THIS_MACHINE =
        List.of(Network.of("127.0.0.0/8"), Network.of("::1"));

    /// Refuses plain HTTP, but to this machine: whoever answers would be whoever he likes.
    public Url {
      innerNetworks = List.copyOf(innerNetworks);
      if (!"https".equals(url.getScheme()) && !isThisMachine(url.getHost())) {
        throw new IllegalArgumentException("tokens.keys must be https, but is " + url);
      }
      if (url.getHost() == null) {
        throw new IllegalArgumentException("tokens.keys has no host: " + url);
      }
    }

    /// By what it says, and not by what a name leads to: that may change.
    private static boolean isThisMachine(@Nullable String host) {
      if (host == null) {
        return false;
      }
      if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
        return true;
      }
      try {
        return InetAddress.ofLiteral(host).isLoopbackAddress();
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    /// Which addresses may be asked for the keys. What names this machine may lead to it, and
    /// nowhere else if it is asked without encryption.
    OutsideAddresses addresses() {
      return new OutsideAddresses(isThisMachine(url.getHost()) ? THIS_MACHINE : innerNetworks);
    }

    @Override
    public String toString() {
      return url.toString();
    }
  }

  /// A file by its path, or what begins with `https://`, or with `http://` on this machine.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static KeySource of(String text) {
    return text.startsWith("https://") || text.startsWith("http://")
        ? new Url(URI.create(text), List.of())
        : new File(Path.of(text));
  }

  /// An issuer within one's own networks: `{url: https://…, innerNetworks: [10.0.0.0/8]}`.
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  static KeySource of(
      @JsonProperty(value = "url", required = true) URI url,
      @JsonProperty("innerNetworks") @Nullable List<Network> innerNetworks) {
    return new Url(url, innerNetworks == null ? List.of() : innerNetworks);
  }
}
