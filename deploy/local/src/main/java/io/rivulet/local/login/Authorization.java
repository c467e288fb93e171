package io.rivulet.local.login;

import io.rivulet.service.Parameters;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an application asks a user for (RFC 6749, 4.1.1).
///
/// @param challenge of PKCE, by S256; null if there is none
record Authorization(
    ClientApp app,
    String redirectUri,
    Set<String> scopes,
    @Nullable String state,
    @Nullable String challenge,
    boolean forceLogin) {
  /// Clients spell booleans as their languages do.
  private static final Set<String> FORCED = Set.of("true", "1");

  /// A request that names no application we know, or an address that it has not registered. Nobody
  /// is sent anywhere.
  static final class UntrustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UntrustedException(String reason) {
      super(reason, null, false, false);
    }
  }

  /// A request that is wrong, of an application that will be told.
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Redirect redirect;

    RefusedException(Redirect redirect, OAuthException why) {
      super(why.description(), null, false, false);
      this.redirect = redirect;
    }

    Redirect redirect() {
      return redirect;
    }
  }

  /// Where the user goes next.
  ///
  /// @param to empty if a code or an error has to be shown here
  /// @param values that go along
  record Redirect(Optional<URI> to, Map<String, String> values) {
    static Redirect of(String redirectUri, @Nullable String state, Map<String, String> values) {
      if (redirectUri.equals(ClientApp.OUT_OF_BAND)) {
        return new Redirect(Optional.empty(), values);
      }
      UriBuilder to = UriBuilder.fromUri(URI.create(redirectUri));
      values.forEach((name, value) -> to.queryParam(name, encode(value)));
      if (state != null) {
        to.queryParam("state", encode(state));
      }
      return new Redirect(Optional.of(to.build()), values);
    }

    /// All but letters: the builder takes braces for a template, and leaves percent signs alone.
    private static String encode(String value) {
      return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  /// Reads a request.
  ///
  /// @throws UntrustedException if it is not to be answered by a redirect
  /// @throws RefusedException if it is
  static Authorization of(Parameters query, ClientApps apps) {
    ClientApp app =
        query
            .string("client_id")
            .flatMap(apps::find)
            .orElseThrow(() -> new UntrustedException("The application is not known here."));
    String redirectUri =
        query
            .string("redirect_uri")
            .filter(app::isRegistered)
            .orElseThrow(
                () ->
                    new UntrustedException(
                        "The application asks to be answered at an address that it has not registered."));
    String state = query.string("state").orElse(null);
    try {
      return new Authorization(
          app,
          redirectUri,
          scopes(query, app),
          state,
          challenge(query),
          FORCED.contains(query.string("force_login").orElse("").toLowerCase(Locale.ROOT)));
    } catch (OAuthException e) {
      throw new RefusedException(
          Redirect.of(
              redirectUri,
              state,
              Map.of("error", e.error().code(), "error_description", e.description())),
          e);
    }
  }

  private static Set<String> scopes(Parameters query, ClientApp app) {
    if (!query.string("response_type").orElse("").equals("code")) {
      throw OAuthException.of(OAuthError.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code");
    }
    return Scopes.parseWithin(query.string("scope").orElse("read"), app.scopes());
  }

  private static @Nullable String challenge(Parameters query) {
    String challenge = query.string("code_challenge").orElse(null);
    String method = query.string("code_challenge_method").orElse(null);
    boolean valid =
        challenge == null
            ? method == null
            : challenge.matches("[A-Za-z0-9_-]{43}") && "S256".equals(method);
    if (!valid) {
      throw OAuthException.of(
          OAuthError.INVALID_REQUEST,
          "code_challenge must have 43 characters, and code_challenge_method must be S256");
    }
    return challenge;
  }

  /// The user said yes.
  ///
  /// @param code by which the application fetches its token
  Redirect allowed(String code) {
    return Redirect.of(redirectUri, state, Map.of("code", code));
  }

  /// The user said no.
  Redirect denied() {
    return Redirect.of(
        redirectUri,
        state,
        Map.of(
            "error",
            OAuthError.ACCESS_DENIED.code(),
            "error_description",
            "The resource owner or authorization server denied the request"));
  }
}
